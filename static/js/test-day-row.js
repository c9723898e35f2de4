// One athlete's row of the sheet: what is typed in it, and what became of it. How it shows is in test-day-show.js.
import { isUnusual, meanOf, parseAngle } from "./angles.js";
import { all } from "./elements.js";
import { findingsOf } from "./findings.js";
import { methodOf, SIDES } from "./test-day-context.js";
import { show } from "./test-day-show.js";

/**
 * @typedef {import("./test-day-context.js").Side} Side
 * @typedef {import("./test-day-context.js").Beside} Beside
 * @typedef {import("./test-day-context.js").Content} Content
 * @typedef {import("./test-day-context.js").StoredTest} StoredTest
 * @typedef {import("./test-day-context.js").Context} Context
 * @typedef {import("./outbox-core.js").Entry} Entry
 *
 * @typedef {{left: number | null, right: number | null, limit: number, limitOthers: number, by: string | null}} Previous
 *   last time, who tested, and the least real change: in the same hands, and in others
 * @typedef {{left: number | null, right: number | null, instrument: string}} Passive the day's test of the other motion
 * @typedef {{values: string[], beside: Beside, confirmed: boolean}} Snapshot
 */

/** What the sheet doesn't ask for goes with a test unchanged. @returns {Beside} */
const nothingBeside = () => ({
  warm_up: "", pain_left: null, pain_right: null, symptoms: [], compensations: [], note: "",
});

/** A number as one types it. @param {number} degrees @param {string} language */
export function asTyped(degrees, language) {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 9, useGrouping: false }).format(degrees);
}

export class Row {
  /** "" before anything is entered. */
  key = "";
  version = 0;
  /** The coach said that unusual angles are what was measured. */
  confirmed = false;
  /** Typed here, not only shown. */
  touched = false;
  beside = nothingBeside();
  /** Readings of a stored test for which this sheet has no field: they go with it unchanged. */
  beyond = { left: /** @type {string[]} */ ([]), right: /** @type {string[]} */ ([]) };
  /** What was put in the outbox last, or is stored, to tell a change. */
  kept = "";
  /** The test as the server has it: its chips, who saved it. @type {StoredTest | null} */
  stored = null;
  /** What the outbox has of it. @type {Entry | null} */
  entry = null;
  /** Another test of the athlete, of the same day and method. @type {StoredTest | null} */
  twin = null;
  /** When the server answered about it last, as `performance.now()` counts. */
  heard = 0;
  /** On its way to the outbox: not even on the device yet. */
  pending = false;
  /** The field that is being typed in: half a number is neither wrong nor unusual. @type {HTMLInputElement | null} */
  typingIn = null;

  /** @param {HTMLTableRowElement} element @param {Context} context */
  constructor(element, context) {
    this.element = element;
    this.context = context;
    const data = JSON.parse(element.dataset.row ?? "{}");
    this.athlete = /** @type {string} */ (data.athlete);
    this.name = /** @type {string} */ (data.name);
    this.askAge = Boolean(data.askAge);
    this.previous = /** @type {Previous | null} */ (data.previous);
    this.passive = /** @type {Passive | null} */ (data.passive);
    this.inputs = all(element, ".trials input", HTMLInputElement);
    if (data.test) this.adopt(data.test);
    else this.clear();
  }

  clear() {
    Object.assign(this, { key: "", version: 0, confirmed: false, beside: nothingBeside(), kept: "", stored: null, entry: null });
    this.beyond = { left: [], right: [] };
    this.values = [];
    this.hear();
    this.show();
  }

  get values() {
    return this.inputs.map((input) => input.value);
  }

  set values(texts) {
    this.inputs.forEach((input, n) => {
      input.value = texts[n] ?? "";
    });
  }

  get isEmpty() {
    return SIDES.every((side) => this.texts(side).every((text) => text.trim() === ""));
  }

  get isComplete() {
    return this.values.every((text) => Number.isFinite(parseAngle(text) ?? NaN));
  }

  /** Is everything in the row in the outbox, or stored? */
  get isSettled() {
    return this.fingerprint() === this.kept;
  }

  /** Is it neither in the outbox nor with the server, nor ever was? */
  get isFree() {
    return this.isEmpty && this.key === "";
  }

  /** @param {Side} side */
  inputsOf(side) {
    const half = this.inputs.length / 2;
    return side === "left" ? this.inputs.slice(0, half) : this.inputs.slice(half);
  }

  /** @param {Side} side */
  texts(side) {
    return [...this.inputsOf(side).map((input) => input.value), ...this.beyond[side]];
  }

  /** @param {Side} side @returns {number[]} */
  trials(side) {
    return this.texts(side).map(parseAngle).filter((degrees) => degrees !== null);
  }

  /** The fields that hold no angle; not the one that is being typed in. */
  impossible() {
    return this.inputs.filter((input) => input !== this.typingIn && Number.isNaN(parseAngle(input.value)));
  }

  /** The readings to ask about; not the one that is being typed. @returns {[Side, number][]} */
  unusual() {
    return SIDES.flatMap((side) => {
      const typed = this.inputsOf(side).filter((input) => input !== this.typingIn).map((input) => input.value);
      const degrees = [...typed, ...this.beyond[side]].map(parseAngle).filter((one) => one !== null);
      return degrees.filter(isUnusual).map((one) => /** @type {[Side, number]} */ ([side, one]));
    });
  }

  /** Does only the question about unusual angles stand between this row and the server? */
  get isAsked() {
    if (this.isSettled) return this.entry?.state === "refused" && onlyUnusual(this.entry.answer);
    return !this.confirmed && this.unusual().length > 0;
  }

  /** Is there an entry, and nothing to be mended or answered in it? */
  get isDone() {
    return !this.isEmpty && !["mend", "asked", "refused", "conflict"].includes(this.state);
  }

  /** A state of the outbox, what keeps the row from getting there, or nothing. @returns {string} */
  get state() {
    if (this.pending) return "typing";
    if (this.entry && this.isSettled) return this.isAsked ? "asked" : this.entry.state;
    if (this.isEmpty || this.isSettled) return this.stored ? "saved" : "";
    if (this.impossible().length) return "mend";
    return this.isAsked ? "asked" : "typing";
  }

  /** What the rules say of the readings so far, on this device. */
  findings() {
    const [left = null, right = null] = SIDES.map((side) => {
      const mean = meanOf(this.texts(side));
      return Number.isNaN(mean) ? null : mean;
    });
    const { passive, context } = this;
    const lag = passive && { ...passive, limit: context.rules.lagFrom?.[passive.instrument] ?? Infinity };
    return findingsOf(left, right, context.rules, this.#comparable(), lag);
  }

  /** Last time with the limit that holds for whoever tested: a stored test stays its tester's. */
  #comparable() {
    if (!this.previous) return null;
    const { left, right, by, limit, limitOthers } = this.previous;
    const tester = this.stored?.by === undefined ? this.context.user : this.stored.by;
    return { left, right, limit: by && tester && by !== tester ? limitOthers : limit };
  }

  /** The whole test as the API takes it, without its version. */
  content() {
    const trials = { left_trials: this.trials("left"), right_trials: this.trials("right") };
    const method = methodOf(this.context.setup);
    return { athlete: this.athlete, ...method, ...this.beside, ...trials, confirm_unusual: this.confirmed };
  }

  fingerprint() {
    return this.isEmpty ? "" : JSON.stringify(this.content());
  }

  /** The server has answered about this row just now: what was asked before is out of date. */
  hear() {
    this.heard = performance.now();
  }

  /** Takes over a test as the server has it. @param {StoredTest} test */
  adopt(test) {
    this.hear();
    this.load(test);
    Object.assign(this, { key: test.id, version: test.version, stored: test, entry: null, confirmed: false });
    this.kept = this.fingerprint();
    this.show();
  }

  /** Shows readings and answers, from a stored test or the body of an entry. @param {Partial<Content>} test */
  load(test) {
    const { language, setup } = this.context;
    const nothing = nothingBeside();
    const { warm_up, pain_left, pain_right, symptoms, compensations, note } = { ...nothing, ...test };
    this.beside = structuredClone({ warm_up, pain_left, pain_right, symptoms, compensations, note });
    this.values = SIDES.flatMap((side) => {
      const known = (test[`${side}_trials`] ?? []).map((degrees) => asTyped(Number(degrees), language));
      this.beyond[side] = known.slice(setup.trials);
      return Array.from({ length: setup.trials }, (_none, n) => known[n] ?? "");
    });
  }

  /** @returns {Snapshot} */
  snapshot() {
    return { values: this.values, beside: structuredClone(this.beside), confirmed: this.confirmed };
  }

  /** @param {Snapshot} before */
  restore(before) {
    this.values = before.values;
    this.beside = structuredClone(before.beside);
    this.confirmed = before.confirmed;
    this.show();
  }

  show() {
    show(this);
  }
}

/** Is the only thing that the server asks about the unusual angles? @param {any} answer */
export function onlyUnusual(answer) {
  return Boolean(answer?.confirm_unusual) && Object.keys(answer).length === 1;
}
