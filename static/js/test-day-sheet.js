// The sheet that is open: its rows, where they are kept, and how it speaks to whoever is typing.
import { Drafts } from "./drafts.js";
import { all, one } from "./elements.js";
import { contextOf } from "./test-day-context.js";
import { Row } from "./test-day-row.js";

/** @typedef {Awaited<ReturnType<typeof import("./outbox.js").openOutbox>>} Outbox */

/** The entries of test days among everything that the outbox holds. */
export const GROUP = "test-day";

export class Sheet {
  /** @type {Outbox | null} */
  outbox = null;
  /** The row that the coach is in. @type {Row | null} */
  current = null;
  /** Asks for the day's tests now. @type {() => Promise<void>} */
  ask = async () => {};

  /** @param {HTMLElement} page */
  constructor(page) {
    this.page = page;
    this.table = one(page, "table", HTMLTableElement);
    this.body = one(this.table, "tbody", HTMLTableSectionElement);
    this.context = contextOf(page);
    this.rows = all(this.body, "tr", HTMLTableRowElement).map((element) => new Row(element, this.context));
    const { tested_on, position, motion, instrument, trials } = this.context.setup;
    this.drafts = new Drafts(this.context.user, [tested_on, position, motion, instrument, trials].join(" "));
  }

  /** @param {EventTarget | null} element */
  rowOf(element) {
    return element instanceof Node ? this.rows.find((row) => row.element.contains(element)) : undefined;
  }

  /** The field, where it is one for a reading. @param {EventTarget | null} target */
  fieldOf(target) {
    const row = target instanceof HTMLInputElement ? this.rowOf(target) : undefined;
    const input = row?.inputs.find((field) => field === target);
    return row && input ? { row, input } : null;
  }

  /** The row just below the others. @param {string} html */
  append(html) {
    this.body.insertAdjacentHTML("beforeend", html);
    const row = new Row(one(this.body, "tr:last-child", HTMLTableRowElement), this.context);
    this.rows.push(row);
    return row;
  }

  /** The coach is in this row now, or in none. @param {Row | null} row */
  enter(row) {
    this.current?.element.classList.remove("is-now");
    this.current = row;
    row?.element.classList.add("is-now");
    this.showProgress();
  }

  /** Which field is next, who is next, and how far the sheet is. */
  showProgress() {
    const { rows, current, context: { text, setup } } = this;
    const all = rows.length;
    const done = rows.filter((row) => row.isDone).length;
    one(document, "[data-done]", HTMLElement).textContent = all ? ` · ${text("done", { done, all })}` : "";
    const place = current ? rows.indexOf(current) : -1;
    const next = rows.slice(place + 1).find((row) => row.isEmpty);
    const entered = rows.every((row) => !row.isEmpty);
    const input = current?.inputs.findIndex((field) => field === document.activeElement) ?? -1;
    const now = current && input >= 0
      ? text("now", { name: current.name, side: text(input < setup.trials ? "left" : "right"), trial: (input % setup.trials) + 1 })
      : "";
    one(this.page, "[data-now]", HTMLElement).textContent = now;
    const after = next ? text("next", { name: next.name }) : all && entered ? text("all_done") : "";
    one(this.page, "[data-next]", HTMLElement).textContent = after;
  }

  /** Says it to whoever doesn't see the sheet. @param {string} words */
  say(words) {
    one(this.page, "[data-say]", HTMLElement).textContent = words;
  }

  /** What is wrong with the sheet as a whole; "" where it is well again. @param {string} words */
  trouble(words) {
    const line = one(this.page, "[data-trouble]", HTMLElement);
    line.textContent = words;
    line.hidden = words === "";
  }

  /**
   * A form sent by the page itself, about the sheet's own club; null without a network.
   * @param {string} url @param {Record<string, string>} fields
   */
  async post(url, fields) {
    const body = new URLSearchParams({ in_club: this.context.club, ...fields });
    const headers = { "X-CSRFToken": this.page.dataset.csrf ?? "", Accept: "application/json" };
    try {
      return await fetch(url, { method: "POST", body, headers, redirect: "manual", cache: "no-store" });
    } catch {
      return null;
    }
  }
}
