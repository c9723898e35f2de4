// What lies on a picture in the dialog: lines and numbers at their places on the screen.
import { one } from "./elements.js";
import { rayEnd } from "./photo-angle.js";

/** In pixels of the screen. */
const NUMBER_BEYOND = 18;

/**
 * @typedef {import("./photo-angle.js").Point} Point
 * @typedef {import("./photo-angle.js").Side} Side
 * @typedef {import("./photo-drawing.js").View} View
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
