// What lies on a picture in the dialog: lines and numbers at their places on the screen, the marks, and the magnifier.
import { all, one } from "./elements.js";
import { MARKS, rayEnd } from "./photo-angle.js";
import { COLOURS, brushOf, stroke } from "./photo-drawing.js";

/** In pixels of the screen. */
const NUMBER_BEYOND = 18;

/**
 * @typedef {import("./photo-angle.js").Point} Point
 * @typedef {import("./photo-angle.js").Side} Side
 * @typedef {import("./photo-drawing.js").View} View
 * @typedef {import("./photo-angle.js").MarkName | "top" | "bottom"} Mark  the last two on something upright
 */

export class Overlay {
  /** @param {HTMLElement} stage  which everything on the picture is in */
  constructor(stage) {
    this.stage = stage;
    /** Pixels of the screen to one of the picture. */
    this.scale = 1;
  }

  /**
   * As large as `room` allows; small pictures grow too.
   * @param {HTMLElement} room
   * @param {{width: number, height: number}} picture
   */
  fit(room, { width, height }) {
    this.scale = Math.min(room.clientWidth / width, room.clientHeight / height);
    this.stage.style.width = `${width * this.scale}px`;
    this.stage.style.height = `${height * this.scale}px`;
  }

  /** @param {HTMLElement} element @param {Point} point */
  put(element, { x, y }) {
    element.style.left = `${x * this.scale}px`;
    element.style.top = `${y * this.scale}px`;
  }

  /** @param {string} name @param {Point} from @param {Point} to */
  line(name, from, to, shown = true) {
    const line = one(this.stage, `[data-line="${name}"]`, SVGElement);
    line.toggleAttribute("hidden", !shown);
    for (const [key, value] of Object.entries({ x1: from.x, y1: from.y, x2: to.x, y2: to.y })) {
      line.setAttribute(key, String(value));
    }
  }

  /**
   * A shin, its vertical and the targets' rays with their numbers; without a view the shin alone.
   * @param {Side} side
   * @param {Point} knee
   * @param {Point} ankle
   * @param {number[]} targets
   * @param {View | null} view
   */
  shin(side, knee, ankle, targets, view) {
    this.line(`${side}-shin`, knee, ankle);
    [0, ...targets].forEach((target, n) => {
      const end = view ? rayEnd(knee, ankle, side, target, view) : knee;
      this.line(`${side}-${n}`, knee, end);
      const number = this.stage.querySelector(`[data-ray="${side}-${n}"]`);
      if (number instanceof HTMLElement) this.put(number, this.beyond(knee, end));
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

  /** @param {MouseEvent} event @returns {Point} of the picture, under a pointer */
  pointAt(event) {
    const box = this.stage.getBoundingClientRect();
    return { x: (event.clientX - box.left) / this.scale, y: (event.clientY - box.top) / this.scale };
  }
}

/** @type {ReadonlyMap<string, Point>} */
const STEPS = new Map([
  ["ArrowLeft", { x: -1, y: 0 }], ["ArrowRight", { x: 1, y: 0 }], ["ArrowUp", { x: 0, y: -1 }], ["ArrowDown", { x: 0, y: 1 }],
]);

/** The marks as buttons: chosen, dragged, nudged. Where they are belongs to whoever hears of it. */
export class Handles {
  /**
   * @param {HTMLDialogElement} dialog
   * @param {Overlay} overlay
   * @param {{where: (name: Mark) => Point, move: (name: Mark, to: Point, how?: {held?: boolean}) => void,
   *   look: (name: Mark) => void, letGo: () => void}} owner
   */
  constructor(dialog, overlay, owner) {
    this.overlay = overlay;
    this.owner = owner;
    /** @type {Mark} */
    this.chosen = "right_knee";
    this.buttons = /** @type {const} */ ([...MARKS, "top", "bottom"]).map((name) =>
      ({ name, button: one(dialog, `[data-mark="${name}"]`, HTMLButtonElement) }));
    for (const { name, button } of this.buttons) {
      button.addEventListener("focus", () => this.choose(name));
      button.addEventListener("pointerdown", (event) => this.grab(name, button, event));
      button.addEventListener("keydown", (event) => {
        if (!STEPS.has(event.key)) return;
        event.preventDefault();
        this.nudge(event.key, event.shiftKey ? 10 : 1);
      });
    }
    for (const pad of all(dialog, "[data-nudge]", HTMLButtonElement)) {
      pad.addEventListener("click", () => this.nudge(pad.dataset.nudge ?? "", this.finger()));
    }
  }

  /** Names the marks as they are called in this position. @param {string} position */
  name(position) {
    for (const { button } of this.buttons) {
      const { words = "", supine } = button.dataset;
      one(button, "[data-tag]", HTMLElement).textContent = (position === "supine" && supine) || words;
    }
  }

  /**
   * @param {Record<Mark, Point>} marks
   * @param {Set<Mark>} placed  those that somebody has moved
   * @param {boolean} tilted  shows those on something upright too
   */
  put(marks, placed, tilted) {
    for (const { name, button } of this.buttons) {
      button.hidden = !tilted && (name === "top" || name === "bottom");
      button.toggleAttribute("data-placed", placed.has(name));
      this.overlay.put(button, marks[name]);
    }
  }

  /** @param {Mark} chosen */
  choose(chosen) {
    this.chosen = chosen;
    for (const { name, button } of this.buttons) button.toggleAttribute("data-selected", name === chosen);
  }

  /** On to the first one. */
  focus() {
    this.choose("right_knee");
    this.buttons[0]?.button.focus();
  }

  /** Pixels of the picture that a finger's smallest step on the screen is. */
  finger() {
    return Math.max(1, Math.round(0.5 / this.overlay.scale));
  }

  /** @param {string} key @param {number} pixels */
  nudge(key, pixels) {
    const step = STEPS.get(key);
    const { x, y } = this.owner.where(this.chosen);
    if (step) this.owner.move(this.chosen, { x: x + step.x * pixels, y: y + step.y * pixels });
  }

  /**
   * Drags a mark from where it was taken hold of, so that it doesn't jump under the finger.
   * @param {Mark} name
   * @param {HTMLButtonElement} button
   * @param {PointerEvent} event
   */
  grab(name, button, event) {
    const [start, from] = [this.owner.where(name), this.overlay.pointAt(event)];
    this.choose(name);
    button.setPointerCapture(event.pointerId);
    const drag = (/** @type {PointerEvent} */ moved) => {
      const to = this.overlay.pointAt(moved);
      this.owner.move(name, { x: start.x + to.x - from.x, y: start.y + to.y - from.y }, { held: true });
    };
    const drop = () => {
      button.removeEventListener("pointermove", drag);
      this.owner.letGo();
    };
    button.addEventListener("pointermove", drag);
    button.addEventListener("lostpointercapture", drop, { once: true });
    this.owner.look(name);
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
    this.glass = glass;
    this.picture = picture;
    this.overlay = overlay;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.hiding = undefined;
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

  /**
   * The surroundings of a point, `zoom` times as large as the picture has them, under a cross.
   * @param {Point} point
   * @param {number} zoom
   */
  magnify(point, zoom) {
    const { glass, picture } = this;
    const brush = brushOf(glass);
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
