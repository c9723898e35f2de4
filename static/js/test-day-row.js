// One athlete's row of the sheet: what is typed in it, what stands out, and what became of it.
import { inDegrees, isUnusual, meanOf, parseAngle } from "./angles.js";
import { chipsOf, findingsOf } from "./findings.js";

const SIDES = ["left", "right"];
/** What the sheet doesn't ask for goes with a test unchanged. */
const BESIDE = { warm_up: "", pain_left: null, pain_right: null, symptoms: [], compensations: [], note: "" };

/** @param {string} text @param {Record<string, any>} values */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_whole, name) => String(values[name]));
}

/** A number as one types it. @param {number} degrees @param {string} language */
export function asTyped(degrees, language) {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 9, useGrouping: false }).format(degrees);
}

/** @param {any} test @param {string} language */
export function hipsOf(test, language) {
  return SIDES.map((side) => inDegrees(test[`${side}_degrees`] ?? null, language)).join("/");
}

export class Row {
  /** @param {HTMLTableRowElement} element @param {any} context the sheet: method, rules, words, language */
  constructor(element, context) {
    this.element = element;
    this.context = context;
    const data = JSON.parse(element.dataset.row ?? "{}");
    this.athlete = data.athlete;
    this.name = data.name;
    this.askAge = data.askAge;
    this.previous = data.previous;
    this.inputs = [...element.querySelectorAll("input")];
    /** Typed here, not only shown. */
    this.touched = false;
    this.clear();
    if (data.test) this.adopt(data.test);
  }

  clear() {
    this.key = "";
    this.version = 0;
    this.confirmed = false;
    this.beside = structuredClone(BESIDE);
    /** What was put in the outbox last, or is stored, to tell a change. */
    this.kept = "";
    /** The test as the server has it: its chips, who saved it. */
    this.stored = null;
    this.entry = null;
    this.hear();
    this.values = this.inputs.map(() => "");
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
    return this.values.every((text) => text.trim() === "");
  }

  get isComplete() {
    return this.values.every((text) => Number.isFinite(parseAngle(text) ?? NaN));
  }

  get isSettled() {
    return this.fingerprint() === this.kept;
  }

  /** @param {string} side */
  texts(side) {
    const trials = this.inputs.length / 2;
    return this.values.slice(side === "left" ? 0 : trials, side === "left" ? trials : undefined);
  }

  /** @param {string} side */
  trials(side) {
    return this.texts(side).map(parseAngle).filter((degrees) => degrees !== null);
  }

  /** Does only the question about unusual angles stand between this row and the server? */
  get isAsked() {
    return this.entry?.state === "refused" && onlyUnusual(this.entry.answer);
  }

  impossible() {
    return this.inputs.filter((input) => Number.isNaN(parseAngle(input.value)));
  }

  /** The whole test as the API takes it, without its version. */
  content() {
    const { tested_on, position, motion, instrument } = this.context.sheet;
    const method = { tested_on, position, motion, instrument };
    const trials = { left_trials: this.trials("left"), right_trials: this.trials("right") };
    return { athlete: this.athlete, ...method, ...this.beside, ...trials, confirm_unusual: this.confirmed };
  }

  fingerprint() {
    return this.isEmpty ? "" : JSON.stringify(this.content());
  }

  /** The server has answered about this row just now: what was asked before is out of date. */
  hear() {
    this.heard = performance.now();
  }

  /** Takes over a test as the server has it. @param {any} test */
  adopt(test) {
    this.hear();
    this.load(test);
    this.key = test.id;
    this.version = test.version;
    this.stored = test;
    this.entry = null;
    this.confirmed = false;
    this.kept = this.fingerprint();
    this.show();
  }

  /** Shows readings and answers, from a stored test or the body of an entry. @param {any} test */
  load(test) {
    const { language } = this.context;
    for (const name of Object.keys(BESIDE)) this.beside[name] = structuredClone(test[name] ?? BESIDE[name]);
    const trials = this.inputs.length / 2;
    const typed = SIDES.flatMap((side) => {
      const known = test[`${side}_trials`].map((degrees) => asTyped(Number(degrees), language));
      return [...known, ...Array(trials).fill("")].slice(0, trials);
    });
    this.values = typed;
  }

  snapshot() {
    return { values: this.values, beside: structuredClone(this.beside), confirmed: this.confirmed };
  }

  /** @param {ReturnType<Row["snapshot"]>} before */
  restore(before) {
    this.values = before.values;
    this.beside = structuredClone(before.beside);
    this.confirmed = before.confirmed;
    this.show();
  }

  show() {
    const { rules, language } = this.context;
    const means = SIDES.map((side) => meanOf(this.texts(side)));
    const [left, right] = means.map((mean) => (Number.isNaN(mean) ? null : mean));
    const found = findingsOf(left, right, rules, this.previous);
    SIDES.forEach((side, n) => {
      const cell = this.part(`[data-mean="${side}"]`);
      cell.textContent = inDegrees(means[n], language);
      cell.className = `mean num ${found[side]?.band ?? ""}`;
    });
    this.showChips(found);
    this.showState();
    this.showQuestions();
    this.showSymptoms();
  }

  /** The server's labels where it has answered for just these readings; before that, the device's own. */
  showChips(found) {
    const own = this.isComplete || (this.touched && !this.element.contains(document.activeElement) && !this.isEmpty);
    const answered = this.stored && this.isSettled ? this.stored.chips : null;
    const usable = own && this.impossible().length === 0 ? chipsOf(found, this.context.rules, this.context.language) : [];
    const chips = (answered ?? usable).map(({ chip, tone }) => {
      const mark = document.createElement("span");
      mark.className = `chip chip-${tone}`;
      mark.textContent = chip;
      return mark;
    });
    this.part("[data-chips]").replaceChildren(...chips);
  }

  showState() {
    const { words } = this.context;
    const state = this.state();
    const cell = this.part("[data-state]");
    cell.className = `is-${state}`;
    let said = words[state] ?? (state === "typing" ? "…" : "");
    // Another's test doesn't change the row that one is about to type into: it says so.
    const others = this.isEmpty && !this.key ? this.twin : state === "saved" && this.stored;
    if (others && !others.own && others.tester) said = fill(words.saved_by, { name: others.tester, time: others.at });
    cell.textContent = said;
  }

  /** @returns {string} a state of the outbox, "typing", or nothing */
  state() {
    if (this.entry && this.isSettled) return this.isAsked ? "asked" : this.entry.state;
    if (!this.isEmpty && !this.isSettled) return "typing";
    return this.stored ? "saved" : "";
  }

  /** What is to be mended or asked, in the row. */
  showQuestions() {
    const { words, language } = this.context;
    const ask = this.part("[data-ask]");
    const said = [];
    const wrong = this.impossible();
    this.inputs.forEach((input) => input.toggleAttribute("aria-invalid", wrong.includes(input)));
    wrong.forEach((input) => {
      input.setAttribute("aria-invalid", "true");
      said.push(sentence("error", fill(words.not_a_number, { typed: input.value.trim().slice(0, 20) })));
    });
    const odd = SIDES.flatMap((side) =>
      this.trials(side).filter((degrees) => isUnusual(degrees)).map((degrees) => [side, degrees]),
    );
    const known = this.stored && this.isSettled && !this.entry;
    if (odd.length && !known) said.push(this.unusual(odd, words, language));
    if (this.entry?.state === "refused" && this.isSettled && !this.isAsked) {
      said.push(sentence("error", this.entry.reason));
    }
    if (this.entry?.state === "conflict" && this.isSettled) said.push(this.clash(words, language));
    if (this.twin && !this.isEmpty) said.push(this.twice(words, language));
    if (this.isEmpty && this.key && this.version) {
      said.push(sentence("muted", words.still_stored, act("delete", words.delete), this.link(words.open_test)));
    }
    ask.hidden = said.length === 0;
    // A tick that has the focus keeps it.
    const focused = ask.contains(document.activeElement) ? document.activeElement?.getAttribute("data-act") : null;
    ask.replaceChildren(...said);
    if (focused) ask.querySelector(`[data-act="${focused}"]`)?.focus();
  }

  unusual(odd, words, language) {
    const text = odd
      .map(([side, degrees]) => fill(words.unusual, { side: words[side], degrees: inDegrees(degrees, language) }))
      .join(" ");
    const label = document.createElement("label");
    label.className = "tick";
    const tick = document.createElement("input");
    tick.type = "checkbox";
    tick.className = "form-check-input";
    tick.checked = this.confirmed;
    tick.dataset.act = "confirm";
    label.append(tick, ` ${words.yes_right}`);
    return sentence("asked", text, label);
  }

  clash(words, language) {
    const stored = this.entry.answer?.stored;
    if (!stored) return sentence("asked", words.gone, act("mine", words.store_again));
    const text = fill(words.clash, { hips: hipsOf(stored, language) });
    return sentence("asked", text, act("theirs", words.keep_stored), act("mine", words.replace));
  }

  twice(words, language) {
    const { tester, at } = this.twin;
    const text = fill(words.twice, { name: tester, hips: hipsOf(this.twin, language), time: at });
    return sentence("asked", text, act("both", words.keep_both), act("replace", words.replace));
  }

  showSymptoms() {
    const { words } = this.context;
    const { symptoms, pain_left, pain_right } = this.beside;
    const count = symptoms.length + [pain_left, pain_right].filter((pain) => pain).length;
    const button = this.part("[data-symptoms]");
    button.textContent = count ? fill(words.symptoms_some, { count }) : words.symptoms;
    button.parentElement.classList.toggle("is-yes", count > 0);
  }

  link(words) {
    const link = document.createElement("a");
    link.href = this.context.pageUrl(this.key);
    link.textContent = words;
    return link;
  }

  /** @param {string} selector @returns {any} */
  part(selector) {
    return this.element.querySelector(selector);
  }
}

/** Is the only thing that the server asks about the unusual angles? @param {any} answer */
export function onlyUnusual(answer) {
  return Boolean(answer?.confirm_unusual) && Object.keys(answer).length === 1;
}

/** @param {string} look @param {string} text @param {...Node} more */
function sentence(look, text, ...more) {
  const line = document.createElement("p");
  line.className = look;
  line.append(text, ...more.flatMap((node) => [" ", node]));
  return line;
}

/** @param {string} name @param {string} words */
function act(name, words) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-quiet btn-sm";
  button.dataset.act = name;
  button.textContent = words;
  return button;
}
