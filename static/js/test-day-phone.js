// "Measure with this phone" on the sheet: one athlete after the other without leaving the meter. What is taken goes the
// way of what is typed.
import { enter as type, one } from "./elements.js";
import { openMeter } from "./meter.js";
import { enter, history, sheet } from "./test-day.js";
import { SIDES } from "./test-day-context.js";
import { keep } from "./test-day-keeping.js";
import { chipsShown } from "./test-day-show.js";

/**
 * @typedef {import("./test-day-row.js").Row} Row
 * @typedef {import("./meter.js").Target} Target
 */

const { position } = sheet.context.setup;
const method = one(document, "#meter", HTMLElement).dataset.motion ?? "";

/** Who was measured last: closing the meter gives the focus to whoever was measured first. @type {Row | null} */
let measured = null;

/** @param {Row} row @param {"left" | "right"} [from] the hip to begin with @returns {Target} */
function targetOf(row, from) {
  /** @param {HTMLInputElement} input @param {string} text */
  const put = (input, text) => {
    enter(row);
    history.begin(row);
    type(input, text);
    history.note();
    if (row.isComplete || row.isEmpty) void keep(sheet, row);
  };
  return {
    slots: SIDES.flatMap((side) => row.inputsOf(side).map((input, i) => ({ side, n: i + 1, input }))),
    position,
    method,
    who: row.name,
    ...(from && { from }),
    take: (slot, reading) => put(slot.input, reading),
    takeBack: (slot, before) => put(slot.input, before),
    found: () => foundIn(row),
    next: () => after(row),
    leave() {
      measured = row;
      void keep(sheet, row);
    },
  };
}

/** What stands out, or what is asked before it can be stored. @param {Row} row */
function foundIn(row) {
  if (!row.isAsked) return chipsShown(row).map(({ chip }) => chip).join(" · ");
  return row.context.text("asked_later");
}

/** Who isn't measured yet: below, else from the top. @param {Row} row */
function after(row) {
  const place = sheet.rows.indexOf(row);
  const others = [...sheet.rows.slice(place + 1), ...sheet.rows.slice(0, place)];
  const next = others.find((one) => !one.isComplete);
  return next ? targetOf(next) : null;
}

/** The hip whose field the coach was in last, and whose it is. @type {{row: Row, side: "left" | "right" | undefined} | null} */
let last = null;
sheet.table.addEventListener("focusin", ({ target }) => {
  const field = sheet.fieldOf(target);
  if (field) last = { row: field.row, side: SIDES.find((one) => field.row.inputsOf(one).includes(field.input)) };
});

sheet.table.addEventListener("click", ({ target }) => {
  const row = target instanceof Element && target.closest("[data-measure]") ? sheet.rowOf(target) : undefined;
  if (!row) return;
  const from = last?.row === row ? last.side : undefined;
  enter(row);
  void openMeter(targetOf(row, from));
});

one(document, "#meter", HTMLDialogElement).addEventListener("close", () => {
  const button = measured?.element.querySelector("[data-measure]");
  if (button instanceof HTMLElement) button.focus();
});
