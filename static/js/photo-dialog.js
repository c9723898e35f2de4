// The dialog in which marks are put on a picture. It gives away angles and the marked picture, and sends nothing.
import { all, one } from "./elements.js";
import {
  PICTURES_OWN, SIDES, anglesOf, downOf, firstMarks, inside, otherSides,
} from "./photo-angle.js";
import { Camera } from "./photo-camera.js";
import { drawFile, markedPicture } from "./photo-drawing.js";
import { Handles } from "./photo-handles.js";
import { Loupe } from "./photo-loupe.js";
import { Overlay } from "./photo-overlay.js";
import { Panel } from "./photo-panel.js";

/**
 * @typedef {import("./photo-angle.js").Side} Side
 * @typedef {import("./photo-angle.js").Point} Point
 * @typedef {import("./photo-drawing.js").View} View
 * @typedef {import("./photo-handles.js").Mark} Mark
 * @typedef {object} Owner  what is measured for
 * @property {boolean} keeps  does it want the marked picture?
 * @property {() => string} position
 * @property {(side: Side) => boolean} hasRoom  is there a free trial?
 * @property {(degrees: Partial<Record<Side, number>>, picture: Blob | null) => void} use
 */

/** @type {Record<Mark, Mark>} */
const OTHER = {
  right_knee: "left_knee", right_ankle: "left_ankle", left_knee: "right_knee", left_ankle: "right_ankle",
  top: "top", bottom: "bottom",
};
/** So many pixels of the screen between the ankles hold both names. */
const NAMES_FIT = 190;

export class PhotoDialog {
  /**
   * @param {HTMLDialogElement} dialog  of templates/assessments/_photo_dialog.html
   * @param {Owner} owner
   */
  constructor(dialog, owner) {
    this.dialog = dialog;
    this.owner = owner;
    this.canvas = one(dialog, "[data-picture]", HTMLCanvasElement);
    this.stage = this.find("stage");
    this.room = this.find("view");
    this.swapped = one(dialog, "[data-swapped]", HTMLInputElement);
    this.tilted = one(dialog, "[data-tilted]", HTMLInputElement);
    this.overlay = new Overlay(this.stage);
    this.loupe = new Loupe(one(dialog, "[data-loupe]", HTMLCanvasElement), this.canvas, this.overlay);
    this.targets = [Number(dialog.dataset.sufficient), Number(dialog.dataset.optimal)];
    this.camera = new Camera(dialog, this.canvas, () => this.begin());
    this.handles = new Handles(dialog, this.overlay, this);
    this.panel = new Panel(dialog, owner.hasRoom);
    this.position = "";
    /** @type {Set<Mark>} those that somebody has moved */
    this.placed = new Set();
    this.marks = this.marksAtFirst();
    this.forget();
    this.listen();
  }

  open() {
    this.find("choose").hidden = false;
    this.find("work").hidden = true;
    this.find("unreadable").hidden = true;
    this.camera.offer();
    for (const words of all(this.dialog, "[data-from]", HTMLElement)) {
      words.hidden = words.dataset.from !== this.owner.position();
    }
    this.dialog.showModal();
  }

  /** @param {string} name */
  find(name) {
    return one(this.dialog, `[data-${name}]`, HTMLElement);
  }

  listen() {
    for (const input of all(this.dialog, "input[type=file]", HTMLInputElement)) {
      input.addEventListener("change", () => this.take(input));
    }
    this.dialog.addEventListener("close", () => this.forget());
    this.find("close").addEventListener("click", () => this.dialog.close());
    this.find("another").addEventListener("click", () => this.openAgain());
    this.panel.use.addEventListener("click", () => void this.use());
    this.swapped.addEventListener("change", () => this.swap());
    this.tilted.addEventListener("change", () => this.show());
    this.stage.addEventListener("click", (event) => {
      const onMark = event.target instanceof Element && event.target.closest("[data-mark]");
      if (!onMark) this.move(this.handles.chosen, this.overlay.pointAt(event));
    });
    new ResizeObserver(() => this.fit()).observe(this.room);
  }

  /** Nothing of the picture stays behind. */
  forget() {
    this.panel.forget();
    this.camera.stop();
    this.canvas.width = 0;
    this.loupe.forget();
  }

  openAgain() {
    this.dialog.close();
    this.open();
  }

  /** Shows the chosen file, or says that it can't be read. @param {HTMLInputElement} input */
  async take(input) {
    const file = input.files?.[0];
    // The same file may be chosen again.
    input.value = "";
    if (!file) return;
    try {
      await drawFile(file, this.canvas);
    } catch {
      this.find("unreadable").hidden = false;
      return;
    }
    // Closed meanwhile: then nobody waits for it.
    if (this.dialog.open) this.begin();
    else this.forget();
  }

  /** The first marks on the picture in the canvas. */
  begin() {
    this.position = this.owner.position();
    // Lying on the front, seen from the feet, the athlete's left is on the left.
    this.swapped.checked = this.position === "prone";
    this.tilted.checked = false;
    this.marks = this.marksAtFirst();
    this.placed = new Set();
    this.panel.begin();
    this.handles.name(this.position);
    const { width, height } = this.canvas;
    one(this.dialog, "[data-overlay]", SVGElement).setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.find("choose").hidden = true;
    this.find("work").hidden = false;
    this.fit();
    this.handles.focus();
  }

  /** @returns {Record<Mark, Point>} */
  marksAtFirst() {
    const { width, height } = this.canvas;
    const at = (/** @type {number} */ down) => ({ x: Math.round(width * 0.9), y: Math.round(height * down) });
    return { ...firstMarks(width, height, this.view()), top: at(0.15), bottom: at(0.85) };
  }

  fit() {
    if (!this.canvas.width || !this.room.clientWidth) return;
    this.overlay.fit(this.room, this.canvas);
    this.show();
  }

  view() {
    return { position: this.position, swapped: this.swapped.checked };
  }

  /** The view with its vertical; null where the marks of something upright lie in one place. @returns {View | null} */
  seen() {
    const down = this.tilted.checked ? downOf(this.marks.top, this.marks.bottom) : PICTURES_OWN;
    return down && { ...this.view(), down };
  }

  /** @param {Mark} name */
  where(name) {
    return this.marks[name];
  }

  /** @param {Mark} name @param {Point} point */
  move(name, point, { held = false } = {}) {
    this.marks[name] = inside(point, this.canvas.width, this.canvas.height);
    this.placed.add(name);
    this.show();
    this.look(name);
    if (!held) this.letGo();
  }

  /** Shows what is around a mark as long as it is held, and a moment longer. @param {Mark} name */
  look(name) {
    this.loupe.show(this.marks[name]);
  }

  letGo() {
    this.loupe.hideSoon();
  }

  swap() {
    this.marks = { ...this.marks, ...otherSides(this.marks) };
    this.placed = new Set([...this.placed].map((name) => OTHER[name]));
    this.handles.choose(OTHER[this.handles.chosen]);
    this.show();
  }

  show() {
    const { marks } = this;
    const tilted = this.tilted.checked;
    const view = this.seen();
    this.stage.toggleAttribute("data-mirrored", this.swapped.checked);
    const between = Math.abs(marks.left_ankle.x - marks.right_ankle.x) * this.overlay.scale;
    this.stage.toggleAttribute("data-apart", between > NAMES_FIT);
    this.handles.put(marks, this.placed, tilted);
    this.overlay.line("upright", marks.top, marks.bottom, tilted);
    for (const side of SIDES) {
      this.overlay.shin(side, marks[`${side}_knee`], marks[`${side}_ankle`], this.targets, view);
    }
    this.panel.show(view ? anglesOf(marks, view) : { left: null, right: null }, this.placed);
  }

  async use() {
    const { panel } = this;
    const degrees = Object.fromEntries(panel.used().map((side) => [side, Math.max(0, panel.angles[side] ?? 0)]));
    const picture = this.owner.keeps ? await this.marked().catch(() => null) : null;
    this.dialog.close();
    this.owner.use(degrees, picture);
  }

  /** The picture with what was measured on it. */
  async marked() {
    const { marks, targets, panel } = this;
    const view = this.seen();
    if (!view) return null;
    const words = { left: panel.words("left"), right: panel.words("right") };
    return markedPicture(this.canvas, { marks, view, targets, sides: panel.used(), words });
  }
}
