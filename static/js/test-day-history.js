// Taking back the last change, and the one before it.
import { keep } from "./test-day-keeping.js";

/**
 * @typedef {import("./test-day-row.js").Row} Row
 * @typedef {import("./test-day-row.js").Snapshot} Snapshot
 * @typedef {[Row, Snapshot][]} Change the rows that were changed at once, as they were before
 */

export class History {
  /** @type {Change[]} */
  #past = [];
  /** The row that is being typed in, as it was. @type {[Row, Snapshot] | null} */
  #before = null;
  #typedAt = "";
  #sheet;
  #button;

  /** @param {import("./test-day-sheet.js").Sheet} sheet @param {HTMLButtonElement} button */
  constructor(sheet, button) {
    this.#sheet = sheet;
    this.#button = button;
    button.addEventListener("click", () => {
      this.note();
      this.#takeBack();
    });
    document.addEventListener("keydown", (event) => this.#hear(event));
  }

  /** From here on, what is typed in the row is a new change. @param {Row | null} row @param {string} [typed] in its field */
  begin(row, typed = "") {
    this.#before = row && [row, row.snapshot()];
    this.#typedAt = typed;
  }

  /** What was typed since `begin` can be taken back. */
  note() {
    if (!this.#before) return;
    const [row, before] = this.#before;
    if (before.values.join("\n") !== row.values.join("\n")) this.remember([[row, before]]);
    this.begin(row);
  }

  /** @param {Change} change */
  remember(change) {
    this.#past.push(change);
    this.#button.disabled = false;
  }

  /** What happened can't be taken back by typing: a test that was moved. */
  forget() {
    this.#past = [];
    this.#button.disabled = true;
  }

  #takeBack() {
    const change = this.#past.pop();
    this.#button.disabled = this.#past.length === 0;
    if (!change) return;
    for (const [row, snapshot] of change) {
      row.typingIn = null;
      row.restore(snapshot);
    }
    const first = change[0]?.[0] ?? null;
    first?.inputs[0]?.focus();
    this.begin(first);
    for (const [row] of change) void keep(this.#sheet, row);
    this.#sheet.showProgress();
    this.#sheet.say(this.#sheet.context.text("undone"));
  }

  /** @param {KeyboardEvent} event */
  #hear(event) {
    if (event.key !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    const field = document.activeElement;
    const typing = field instanceof HTMLInputElement && (!this.#sheet.fieldOf(field) || field.value !== this.#typedAt);
    // What is being typed right now is the browser's own to take back.
    if (typing || this.#past.length === 0) return;
    event.preventDefault();
    this.#takeBack();
  }
}
