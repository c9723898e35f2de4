// What stands beside the picture: each side's angle, whether it is to be used, why it can't be, and the same said.
import { inDegrees } from "./angles.js";
import { all, one } from "./elements.js";
import { SIDES } from "./photo-angle.js";

/**
 * @typedef {import("./photo-angle.js").Side} Side
 * @typedef {import("./photo-handles.js").Mark} Mark
 * @typedef {Record<Side, number | null>} Angles  in degrees; null where two marks lie in one place
 */

/** So long after the last change is the result said, in milliseconds. */
const SAID_AFTER = 700;

export class Panel {
  /** @type {Angles} */
  angles = { left: null, right: null };
  /** @type {ReadonlySet<Mark>} */
  #placed = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #saying;

  /**
   * @param {HTMLDialogElement} dialog
   * @param {(side: Side) => boolean} hasRoom  is there a free trial?
   */
  constructor(dialog, hasRoom) {
    this.dialog = dialog;
    this.hasRoom = hasRoom;
    this.use = one(dialog, "[data-use-angles]", HTMLButtonElement);
    for (const side of SIDES) this.tick(side).addEventListener("change", () => this.show(this.angles, this.#placed));
  }

  /** @param {string} name */
  find(name) {
    return one(this.dialog, `[data-${name}]`, HTMLElement);
  }

  /** @param {Side} side */
  tick(side) {
    return one(this.dialog, `[data-use="${side}"]`, HTMLInputElement);
  }

  /** For another picture: both sides are to be used, where there is room. */
  begin() {
    for (const side of SIDES) this.tick(side).checked = this.hasRoom(side);
  }

  /** @param {Angles} angles @param {ReadonlySet<Mark>} placed  marks that somebody has moved */
  show(angles, placed) {
    this.angles = angles;
    this.#placed = placed;
    for (const side of SIDES) {
      this.find(`angle="${side}"`).textContent = this.inDegrees(side);
      const fault = this.fault(side);
      for (const words of all(this.dialog, `[data-fault-of="${side}"]`, HTMLElement)) {
        words.hidden = words.dataset.fault !== fault;
      }
      this.tick(side).disabled = fault === "full";
    }
    this.use.disabled = this.used().length === 0;
    this.forget();
    this.#saying = setTimeout(() => {
      this.find("said").textContent = SIDES.map((side) => this.words(side)).join(", ");
    }, SAID_AFTER);
  }

  /** Why a side's angle can't be used; empty where it can. @param {Side} side */
  fault(side) {
    const degrees = this.angles[side];
    if (!this.hasRoom(side)) return "full";
    if (!this.#placed.has(`${side}_knee`) || !this.#placed.has(`${side}_ankle`)) return "unplaced";
    if (degrees === null) return "together";
    return degrees < -0.05 ? "outwards" : "";
  }

  /** The sides whose angle is to be used, and can be. */
  used() {
    return SIDES.filter((side) => this.tick(side).checked && this.fault(side) === "");
  }

  /** @param {Side} side */
  inDegrees(side) {
    const degrees = this.angles[side];
    return inDegrees(degrees === null ? null : Number(degrees.toFixed(1)) + 0, document.documentElement.lang);
  }

  /** @param {Side} side */
  words(side) {
    return `${this.find(`name="${side}"`).textContent} ${this.inDegrees(side)}`;
  }

  /** What was about to be said is not. */
  forget() {
    clearTimeout(this.#saying);
  }
}
