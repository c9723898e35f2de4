// What lies on a picture in the dialog: lines and numbers at their places on the screen, and the magnifier.
import { rayEnd } from "./photo-angle.js";
import { COLOURS, stroke } from "./photo-drawing.js";

/** In pixels of the screen. */
const NUMBER_BEYOND = 18;

/** @typedef {import("./photo-angle.js").Point} Point */

export class Overlay {
  /** @param {HTMLElement} stage  which everything on the picture is in */
  constructor(stage) {
    this.stage = stage;
    /** Pixels of the screen to one of the picture. */
    this.scale = 1;
  }

  /** As large as `room` allows; small pictures grow too. */
  fit(room, { width, height }) {
    this.scale = Math.min(room.clientWidth / width, room.clientHeight / height);
    this.stage.style.width = `${width * this.scale}px`;
    this.stage.style.height = `${height * this.scale}px`;
  }

  put(element, { x, y }) {
    element.style.left = `${x * this.scale}px`;
    element.style.top = `${y * this.scale}px`;
  }

  line(name, from, to, shown = true) {
    const line = this.stage.querySelector(`[data-line="${name}"]`);
    line.toggleAttribute("hidden", !shown);
    for (const [key, value] of Object.entries({ x1: from.x, y1: from.y, x2: to.x, y2: to.y })) {
      line.setAttribute(key, value);
    }
  }

  /** A shin, its vertical and the targets' rays with their numbers; without a view the shin alone. */
  shin(side, knee, ankle, targets, view) {
    this.line(`${side}-shin`, knee, ankle);
    [0, ...targets].forEach((target, n) => {
      const end = view ? rayEnd(knee, ankle, side, target, view) : knee;
      this.line(`${side}-${n}`, knee, end);
      const number = this.stage.querySelector(`[data-ray="${side}-${n}"]`);
      if (number) this.put(number, this.beyond(knee, end));
    });
  }

  /**
   * A little farther out on a ray, where its number is clear of the mark and of the next number.
   * @param {Point} knee
   * @param {Point} end
   * @returns {Point}
   */
  beyond(knee, end) {
    const length = Math.hypot(end.x - knee.x, end.y - knee.y) || 1;
    const more = 1 + NUMBER_BEYOND / this.scale / length;
    return { x: knee.x + (end.x - knee.x) * more, y: knee.y + (end.y - knee.y) * more };
  }

  /** @returns {Point} of the picture, under a pointer */
  pointAt(event) {
    const box = this.stage.getBoundingClientRect();
    return { x: (event.clientX - box.left) / this.scale, y: (event.clientY - box.top) / this.scale };
  }
}

const ZOOM = 3;
const STAYS = 1200;
/** Of the round canvas on the screen, in its pixels; and how far its middle keeps from the finger. */
const RADIUS = 72;
const APART = 116;

export class Loupe {
  /**
   * @param {HTMLCanvasElement} glass
   * @param {HTMLCanvasElement} picture
   * @param {Overlay} overlay
   */
  constructor(glass, picture, overlay) {
    Object.assign(this, { glass, picture, overlay });
  }

  /**
   * Beside the finger: above it, or below where there is no room above.
   * @param {Point} point
   */
  show(point) {
    clearTimeout(this.hiding);
    const { scale } = this.overlay;
    this.magnify(point, (ZOOM * scale * this.glass.width) / (2 * RADIUS));
    this.glass.hidden = false;
    const way = point.y * scale > APART + RADIUS ? -1 : 1;
    const half = RADIUS / scale;
    const x = Math.min(Math.max(point.x, half), Math.max(half, this.picture.width - half));
    this.overlay.put(this.glass, { x, y: point.y + (way * APART) / scale });
  }

  hide() {
    clearTimeout(this.hiding);
    this.glass.hidden = true;
  }

  hideSoon() {
    clearTimeout(this.hiding);
    this.hiding = setTimeout(() => this.hide(), STAYS);
  }

  /** The surroundings of a point, `zoom` times as large as the picture has them, under a cross. */
  magnify(point, zoom) {
    const { glass, picture } = this;
    const brush = glass.getContext("2d");
    const { width, height } = glass;
    brush.fillStyle = COLOURS.edge;
    brush.fillRect(0, 0, width, height);
    brush.imageSmoothingEnabled = zoom < 4;
    brush.drawImage(
      picture, width / 2 - point.x * zoom, height / 2 - point.y * zoom, picture.width * zoom, picture.height * zoom,
    );
    for (const [colour, thick] of /** @type {const} */ ([[COLOURS.edge, 5], [COLOURS.line, 2]])) {
      stroke(brush, { x: width / 2, y: 0 }, { x: width / 2, y: height }, colour, thick);
      stroke(brush, { x: 0, y: height / 2 }, { x: width, y: height / 2 }, colour, thick);
    }
  }
}
