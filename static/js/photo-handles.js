// The marks on a picture as buttons: chosen, dragged, nudged.
import { all, one } from "./elements.js";
import { MARKS } from "./photo-angle.js";

/**
 * @typedef {import("./photo-angle.js").Point} Point
 * @typedef {import("./photo-angle.js").MarkName | "top" | "bottom"} Mark  the last two on something upright
 */

/** @type {ReadonlyMap<string, Point>} */
const STEPS = new Map([
  ["ArrowLeft", { x: -1, y: 0 }], ["ArrowRight", { x: 1, y: 0 }], ["ArrowUp", { x: 0, y: -1 }], ["ArrowDown", { x: 0, y: 1 }],
]);

/** Where the marks are belongs to whoever hears of it. */
export class Handles {
  /**
   * @param {HTMLDialogElement} dialog
   * @param {import("./photo-overlay.js").Overlay} overlay
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
