// The sheet of a test day: what its fields and buttons do, and who hears of it.
import { one } from "./elements.js";
import { openOutbox } from "./outbox.js";
import { showOutbox } from "./outbox-status.js";
import { followAdding } from "./test-day-adding.js";
import { openMore } from "./test-day-dialog.js";
import { followFinishing } from "./test-day-finishing.js";
import { followKeys } from "./test-day-grid.js";
import { History } from "./test-day-history.js";
import { keep, keepDraft, readOutbox, restoreDrafts } from "./test-day-keeping.js";
import { followTests } from "./test-day-live.js";
import { move } from "./test-day-moving.js";
import { answer, meet, takeOver } from "./test-day-others.js";
import { GROUP, Sheet } from "./test-day-sheet.js";

/** @typedef {import("./test-day-row.js").Row} Row */

const page = one(document, "#sheet", HTMLElement);
export const sheet = new Sheet(page);
const { table, context: { text } } = sheet;
const adding = one(document, "#add", HTMLFormElement);
const finish = one(document, "#finish", HTMLAnchorElement);
export const history = new History(sheet, one(page, "#undo", HTMLButtonElement));

/** The coach goes to a row, or leaves the rows: what they left is kept. @param {Row | null} row */
export function enter(row) {
  const left = sheet.current;
  if (left === row) return;
  sheet.enter(row);
  if (!left) return;
  if (left.isFree && left.twin) takeOver(left, left.twin);
  else void keep(sheet, left);
}

// A field that is left may make its row higher or lower, so that a press on what lies below would miss: the field is
// left only once the press has arrived. Safari gives no focus to a button that is pressed, and gets the same.
table.addEventListener("mousedown", (event) => {
  if (event.target instanceof Element && event.target.closest("button, label")) event.preventDefault();
});
table.addEventListener("click", ({ target }) => {
  const pressed = target instanceof Element ? target.closest("button, label") : null;
  const control = pressed instanceof HTMLLabelElement ? pressed.control : pressed;
  if (control instanceof HTMLElement) control.focus({ preventScroll: true });
}, true);

table.addEventListener("focusin", ({ target }) => {
  enter(sheet.rowOf(target) ?? null);
  const field = sheet.fieldOf(target);
  if (field) history.begin(field.row, field.input.value);
  sheet.showProgress();
});

table.addEventListener("focusout", ({ target, relatedTarget }) => {
  const field = sheet.fieldOf(target);
  if (!field) return;
  const { row } = field;
  row.typingIn = null;
  history.note();
  const outside = !(relatedTarget instanceof Node && table.contains(relatedTarget));
  if (row.isComplete || outside) void keep(sheet, row);
  else row.show();
});

table.addEventListener("input", (event) => {
  const field = sheet.fieldOf(event.target);
  if (!field) return;
  const { row, input } = field;
  // Another number is another question.
  row.confirmed = false;
  row.touched = true;
  row.typingIn = document.activeElement === input ? input : null;
  keepDraft(sheet, row);
  row.show();
});

table.addEventListener("change", ({ target }) => {
  const row = sheet.rowOf(target);
  if (!row || !(target instanceof HTMLInputElement) || target.dataset.act !== "confirm") return;
  row.confirmed = target.checked;
  void keep(sheet, row);
});

table.addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest("button") : null;
  const row = sheet.rowOf(button);
  if (!button || !row) return;
  if (button.classList.contains("more")) more(row);
  else if (button.dataset.act) void answer(sheet, row, button.dataset.act);
});

/** @param {Row} row */
function more(row) {
  const was = row.snapshot();
  openMore(row, sheet.rows.filter((one) => one !== row && one.isFree), {
    changed() {
      history.remember([[row, was]]);
      void keep(sheet, row);
    },
    async move(to) {
      const wrong = await move(sheet, row, to);
      if (wrong) return wrong;
      history.forget();
      sheet.showProgress();
      sheet.say(text("moved", { name: to.name }));
      to.inputs[0]?.focus();
      await sheet.ask();
      return "";
    },
  });
}

followKeys({
  sheet,
  last: () => finish.focus(),
  pasted(changes, left) {
    history.remember(changes.map(([row]) => [row, row.snapshot()]));
    const kept = changes.map(([row, values]) => {
      Object.assign(row, { values, confirmed: false, touched: true, typingIn: null });
      return keep(sheet, row);
    });
    history.begin(sheet.current);
    sheet.showProgress();
    sheet.say(text("pasted", { count: changes.length }));
    // Last: a row that is kept takes away what was said before.
    void Promise.all(kept).then(() => sheet.trouble(left ? text("too_many", { count: left }) : ""));
  },
});
followAdding(sheet, adding);
followFinishing(sheet, finish);

// Leaving the page is leaving the row.
const leave = () => void (sheet.current && keep(sheet, sheet.current));
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave());
addEventListener("pagehide", leave);

page.hidden = false;
sheet.showProgress();
try {
  const outbox = await openOutbox({ user: sheet.context.user, csrf: page.dataset.csrf ?? "" });
  sheet.outbox = outbox;
  readOutbox(sheet, await outbox.entries(GROUP));
  restoreDrafts(sheet);
  outbox.subscribe((entries) => readOutbox(sheet, entries));
  showOutbox(outbox);
} catch (error) {
  // Nothing can be kept here: better no number than a lost one.
  sheet.trouble(error instanceof Error && error.message ? error.message : text("no_outbox"));
  for (const row of sheet.rows) for (const input of row.inputs) input.disabled = true;
  adding.hidden = true;
}
sheet.ask = followTests(page.dataset.rowsUrl ?? "", (tests, asked) => meet(sheet, tests, asked));
page.dataset.ready = "";
// At a desk one types at once; on a phone the keyboard would cover the sheet before it was seen.
if (matchMedia("(pointer: fine)").matches) sheet.rows.find((row) => row.isEmpty)?.inputs[0]?.focus({ preventScroll: true });
