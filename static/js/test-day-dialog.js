// More about one athlete: the questions before the test, pain, and "that was the other athlete".
import { all, one } from "./elements.js";

/** @typedef {import("./test-day-row.js").Row} Row */
/**
 * @typedef {Object} Then
 * @property {() => void} changed the answers are not what they were
 * @property {(to: Row) => Promise<string>} move gives what is wrong, or ""
 */

const dialog = one(document, "#more", HTMLDialogElement);
const form = one(dialog, "form", HTMLFormElement);
const select = one(form, "#move-to", HTMLSelectElement);
const error = one(form, "[data-error]", HTMLElement);
const pains = {
  left: one(form, "[name=pain_left]", HTMLInputElement),
  right: one(form, "[name=pain_right]", HTMLInputElement),
};
const ticks = () => all(form, "[name=symptoms]", HTMLInputElement);
/** @type {{row: Row, others: Row[], then: Then, before: string} | null} */
let open = null;
let moving = false;

/** @param {Row} row @param {Row[]} others the rows that an entry may be moved to @param {Then} then */
export function openMore(row, others, then) {
  open = { row, others, then, before: JSON.stringify(row.beside) };
  one(dialog, "#more-title", HTMLElement).textContent = row.name;
  for (const tick of ticks()) tick.checked = row.beside.symptoms.includes(tick.value);
  const age = form.querySelector("[data-age]");
  if (age instanceof HTMLElement) age.hidden = !row.askAge;
  pains.left.value = String(row.beside.pain_left ?? "");
  pains.right.value = String(row.beside.pain_right ?? "");
  select.replaceChildren(...others.map((other, n) => new Option(other.name, String(n))));
  one(form, "[data-move]", HTMLElement).hidden = row.isEmpty || others.length === 0;
  const link = one(form, "[data-open]", HTMLAnchorElement);
  link.hidden = !row.stored;
  if (row.stored) link.href = row.context.pageUrl(row.key);
  error.textContent = "";
  dialog.showModal();
}

/** A whole number from 0 to 10, null from nothing, NaN from anything else. @param {string} text */
function pain(text) {
  if (text.trim() === "") return null;
  return /^(?:10|\d)$/.test(text.trim()) ? Number(text) : NaN;
}

/** Takes the answers over. @param {Row} row @returns {string} what is wrong with them, or "" */
function take(row) {
  const [left, right] = [pain(pains.left.value), pain(pains.right.value)];
  if (Number.isNaN(left) || Number.isNaN(right)) return row.context.text("pain_range");
  const ticked = ticks().filter((tick) => tick.checked && !tick.closest("[hidden]"));
  Object.assign(row.beside, { symptoms: ticked.map((tick) => tick.value), pain_left: left, pain_right: right });
  return "";
}

/** @param {Event} event of closing, which waits until the answers are right */
function check(event) {
  error.textContent = open ? take(open.row) : "";
  if (error.textContent) event.preventDefault();
}

form.addEventListener("submit", check);
dialog.addEventListener("cancel", check);
dialog.addEventListener("close", () => {
  if (!open) return;
  const { row, then, before } = open;
  open = null;
  if (JSON.stringify(row.beside) !== before) then.changed();
  row.show();
});

one(form, "[data-do-move]", HTMLButtonElement).addEventListener("click", async () => {
  const to = open?.others[Number(select.value)];
  if (!open || !to || moving) return;
  const { row, then } = open;
  moving = true;
  error.textContent = take(row) || (await then.move(to).finally(() => {
    moving = false;
  }));
  moving = false;
  if (error.textContent) return;
  open = null;
  dialog.close();
  to.inputs[0]?.focus();
});
