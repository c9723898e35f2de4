// The dialog in which marks are put on a picture. It gives away angles and the marked picture, and sends nothing:
// whoever opens it hears the event "photo:use".
import { inDegrees } from "./angles.js";
import {
  PICTURES_OWN, SIDES, anglesOf, downOf, firstMarks, inside, otherSides,
} from "./photo-angle.js";
import { Camera } from "./photo-camera.js";
import { drawFile, markedPicture } from "./photo-drawing.js";
import { Loupe, Overlay } from "./photo-overlay.js";

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
/** So many pixels of the screen between the ankles hold both names. */
const NAMES_FIT = 190;

/** @typedef {import("./photo-angle.js").Side} Side */

export class PhotoDialog {
  /**
   * @param {HTMLDialogElement} dialog  of templates/assessments/_photo_dialog.html
   * @param {{position: () => string, hasRoom: (side: Side) => boolean}} form
   */
  constructor(dialog, form) {
    this.dialog = dialog;
    this.form = form;
    this.canvas = dialog.querySelector("[data-picture]");
    this.stage = dialog.querySelector("[data-stage]");
    this.overlay = new Overlay(this.stage);
    this.loupe = new Loupe(dialog.querySelector("[data-loupe]"), this.canvas, this.overlay);
    this.buttons = [...dialog.querySelectorAll("[data-mark]")];
    this.targets = [Number(dialog.dataset.sufficient), Number(dialog.dataset.optimal)];
    this.camera = new Camera(dialog, this.canvas, () => this.begin());
    this.listen();
  }

  open() {
    this.find("[data-choose]").hidden = false;
    this.find("[data-work]").hidden = true;
    this.find("[data-unreadable]").hidden = true;
    this.camera.offer();
    for (const words of this.dialog.querySelectorAll("[data-from]")) words.hidden = words.dataset.from !== this.form.position();
    this.dialog.showModal();
  }

  find(selector) {
    return this.dialog.querySelector(selector);
  }

  listen() {
    const on = (selector, event, act) => this.find(selector).addEventListener(event, act);
    for (const input of this.dialog.querySelectorAll("input[type=file]")) {
      input.addEventListener("change", () => this.take(input));
    }
    // Nothing of the picture stays behind.
    this.dialog.addEventListener("close", () => {
      this.marks = null;
      clearTimeout(this.saying);
      this.camera.stop();
      this.canvas.width = 0;
      this.loupe.hide();
    });
    on("[data-close]", "click", () => this.dialog.close());
    on("[data-another]", "click", () => this.openAgain());
    on("[data-use-angles]", "click", () => this.use());
    on("[data-swapped]", "change", () => this.swap());
    on("[data-tilted]", "change", () => this.show());
    for (const tick of this.dialog.querySelectorAll("[data-use]")) {
      tick.addEventListener("change", () => this.show());
    }
    for (const button of this.dialog.querySelectorAll("[data-nudge]")) {
      button.addEventListener("click", () => this.nudge(button.dataset.nudge, this.finger()));
    }
    for (const button of this.buttons) {
      button.addEventListener("focus", () => this.select(button.dataset.mark));
      button.addEventListener("pointerdown", (event) => this.grab(button, event));
      button.addEventListener("keydown", (event) => {
        if (!(event.key in STEPS)) return;
        event.preventDefault();
        this.nudge(event.key, event.shiftKey ? 10 : 1);
      });
    }
    this.stage.addEventListener("click", (event) => {
      if (!event.target.closest("[data-mark]")) this.move(this.selected, this.overlay.pointAt(event));
    });
    new ResizeObserver(() => this.fit()).observe(this.find("[data-view]"));
  }

  openAgain() {
    this.dialog.close();
    this.open();
  }

  /** Shows the chosen file, or says that it can't be read. */
  async take(input) {
    const [file] = input.files;
    // The same file may be chosen again.
    input.value = "";
    if (!file) return;
    try {
      await drawFile(file, this.canvas);
    } catch {
      this.find("[data-unreadable]").hidden = false;
      return;
    }
    this.begin();
  }

  /** The first marks on the picture in the canvas. */
  begin() {
    const { width, height } = this.canvas;
    this.position = this.form.position();
    // Lying on the front, seen from the feet, the athlete's left is on the left.
    this.find("[data-swapped]").checked = this.position === "prone";
    this.find("[data-tilted]").checked = false;
    this.marks = {
      ...firstMarks(width, height, this.view()),
      top: { x: Math.round(width * 0.9), y: Math.round(height * 0.15) },
      bottom: { x: Math.round(width * 0.9), y: Math.round(height * 0.85) },
    };
    this.placed = new Set();
    for (const side of SIDES) this.find(`[data-use="${side}"]`).checked = this.form.hasRoom(side);
    for (const button of this.buttons) {
      const words = this.position === "supine" && button.dataset.supine;
      button.querySelector("[data-tag]").textContent = words || button.dataset.words;
    }
    this.find("[data-overlay]").setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.find("[data-choose]").hidden = true;
    this.find("[data-work]").hidden = false;
    this.select("right_knee");
    this.fit();
    this.buttons[0].focus();
  }

  fit() {
    const room = this.find("[data-view]");
    if (!this.marks || !room.clientWidth) return;
    this.overlay.fit(room, this.canvas);
    this.show();
  }

  /** Pixels of the picture that a finger's smallest step on the screen is. */
  finger() {
    return Math.max(1, Math.round(0.5 / this.overlay.scale));
  }

  view() {
    return { position: this.position, swapped: this.find("[data-swapped]").checked };
  }

  /** The view with its vertical; null where the marks of something upright lie in one place. */
  seen() {
    const down = this.find("[data-tilted]").checked ? downOf(this.marks.top, this.marks.bottom) : PICTURES_OWN;
    return down && { ...this.view(), down };
  }

  select(name) {
    this.selected = name;
    for (const button of this.buttons) button.toggleAttribute("data-selected", button.dataset.mark === name);
  }

  /** Drags a mark from where it was taken hold of, so that it doesn't jump under the finger. */
  grab(button, event) {
    const name = button.dataset.mark;
    const [start, from] = [this.marks[name], this.overlay.pointAt(event)];
    this.select(name);
    button.setPointerCapture(event.pointerId);
    const drag = (moved) => {
      const to = this.overlay.pointAt(moved);
      this.move(name, { x: start.x + to.x - from.x, y: start.y + to.y - from.y }, { held: true });
    };
    const drop = () => {
      button.removeEventListener("pointermove", drag);
      this.loupe.hideSoon();
    };
    button.addEventListener("pointermove", drag);
    button.addEventListener("lostpointercapture", drop, { once: true });
    this.loupe.show(this.marks[name]);
  }

  nudge(key, step) {
    const [across, down] = STEPS[key];
    const { x, y } = this.marks[this.selected];
    this.move(this.selected, { x: x + across * step, y: y + down * step });
  }

  move(name, point, { held = false } = {}) {
    this.marks[name] = inside(point, this.canvas.width, this.canvas.height);
    this.placed.add(name);
    this.show();
    this.loupe.show(this.marks[name]);
    if (!held) this.loupe.hideSoon();
  }

  swap() {
    this.marks = { ...this.marks, ...otherSides(this.marks) };
    const other = (name) => (name.startsWith("left") ? name.replace("left", "right") : name.replace("right", "left"));
    this.placed = new Set([...this.placed].map(other));
    this.select(other(this.selected));
    this.show();
  }

  /** Why a side's angle can't be used; empty where it can. */
  fault(side, degrees) {
    if (!this.form.hasRoom(side)) return "full";
    if (![`${side}_knee`, `${side}_ankle`].every((name) => this.placed.has(name))) return "unplaced";
    if (degrees === null) return "together";
    return degrees < -0.05 ? "outwards" : "";
  }

  show() {
    const tilted = this.find("[data-tilted]").checked;
    const view = this.seen();
    this.stage.toggleAttribute("data-mirrored", this.view().swapped);
    const between = Math.abs(this.marks.left_ankle.x - this.marks.right_ankle.x) * this.overlay.scale;
    this.stage.toggleAttribute("data-apart", between > NAMES_FIT);
    const angles = view ? anglesOf(this.marks, view) : { left: null, right: null };
    for (const button of this.buttons) {
      const { x, y } = this.marks[button.dataset.mark];
      button.hidden = !tilted && ["top", "bottom"].includes(button.dataset.mark);
      button.toggleAttribute("data-placed", this.placed.has(button.dataset.mark));
      this.overlay.put(button, { x, y });
    }
    this.overlay.line("upright", this.marks.top, this.marks.bottom, tilted);
    for (const side of SIDES) this.showSide(side, angles[side], view);
    const used = SIDES.filter((side) => this.uses(side, angles[side]));
    this.find("[data-use-angles]").disabled = used.length === 0;
    this.angles = angles;
    clearTimeout(this.saying);
    this.saying = setTimeout(() => {
      this.find("[data-said]").textContent = SIDES.map((side) => this.words(side)).join(", ");
    }, 700);
  }

  showSide(side, degrees, view) {
    this.overlay.shin(side, this.marks[`${side}_knee`], this.marks[`${side}_ankle`], this.targets, view);
    this.find(`[data-angle="${side}"]`).textContent = this.inDegrees(degrees);
    const fault = this.fault(side, degrees);
    for (const words of this.dialog.querySelectorAll(`[data-fault-of="${side}"]`)) {
      words.hidden = words.dataset.fault !== fault;
    }
    this.find(`[data-use="${side}"]`).disabled = fault === "full";
  }

  uses(side, degrees) {
    return this.find(`[data-use="${side}"]`).checked && this.fault(side, degrees) === "";
  }

  inDegrees(degrees) {
    return inDegrees(degrees === null ? null : Number(degrees.toFixed(1)) + 0, document.documentElement.lang);
  }

  words(side) {
    return `${this.find(`[data-name="${side}"]`).textContent} ${this.inDegrees(this.angles[side])}`;
  }

  async use() {
    const sides = SIDES.filter((side) => this.uses(side, this.angles[side]));
    const degrees = Object.fromEntries(sides.map((side) => [side, Math.max(0, this.angles[side])]));
    const picture = await markedPicture(this.canvas, {
      marks: this.marks, view: this.seen(), targets: this.targets, sides,
      words: { left: this.words("left"), right: this.words("right") },
    }).catch(() => null);
    this.dialog.close();
    this.dialog.dispatchEvent(new CustomEvent("photo:use", { detail: { degrees, picture } }));
  }
}
