// Moving through the sheet by keys, and pasting into it: Enter goes on, Shift+Enter back, arrows to every side.
import { cellsOf } from "./test-day-paste.js";

/** @typedef {import("./test-day-row.js").Row} Row */

/**
 * @param {Object} follow
 * @param {import("./test-day-sheet.js").Sheet} follow.sheet
 * @param {() => void} follow.last what Enter does on the last field
 * @param {(changes: [Row, string[]][], left: number) => void} follow.pasted gets each row with its new values, and how
 *   many lines of the block found no row, or more numbers than their row has fields
 */
export function followKeys({ sheet, last, pasted }) {
  const { table } = sheet;

  /** @param {HTMLInputElement} from @param {number} by @returns {boolean} whether there is such a field */
  function go(from, by) {
    const fields = sheet.rows.flatMap((row) => row.inputs);
    const to = fields[fields.indexOf(from) + by];
    to?.focus();
    return to !== undefined;
  }

  /** @param {Row} row @param {HTMLInputElement} input @param {number} by */
  function goDown(row, input, by) {
    sheet.rows[sheet.rows.indexOf(row) + by]?.inputs[row.inputs.indexOf(input)]?.focus();
  }

  table.addEventListener("keydown", (event) => {
    const field = sheet.fieldOf(event.target);
    if (!field || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const { row, input } = field;
    const move = moveOf(event, input);
    if (!move) return;
    event.preventDefault();
    if (move === "down" || move === "up") goDown(row, input, move === "down" ? 1 : -1);
    else if (!go(input, move === "on" ? 1 : -1) && event.key === "Enter" && move === "on") last();
  });

  table.addEventListener("focusin", ({ target }) => sheet.fieldOf(target)?.input.select());

  table.addEventListener("paste", (event) => {
    const field = sheet.fieldOf(event.target);
    const block = cellsOf(event.clipboardData?.getData("text/plain") ?? "");
    if (!field || (block.length === 1 && block[0]?.length === 1)) return;
    event.preventDefault();
    const { row, input } = field;
    const from = row.inputs.indexOf(input);
    const below = sheet.rows.slice(sheet.rows.indexOf(row));
    let left = 0;
    /** @type {[Row, string[]][]} */
    const changes = [];
    block.forEach((cells, n) => {
      const target = below[n];
      if (!target || cells.slice(target.inputs.length - from).some(Boolean)) left += 1;
      if (target) changes.push([target, target.values.map((value, place) => cells[place - from] ?? value)]);
    });
    pasted(changes, left);
  });
}

/**
 * Where a key leads from a field. To a side only from the end of what is typed there, or where all of it is selected.
 * @param {KeyboardEvent} event @param {HTMLInputElement} input
 * @returns {"on" | "back" | "down" | "up" | null}
 */
function moveOf({ key, shiftKey }, { selectionStart: start, selectionEnd: end, value }) {
  if (key === "Enter") return shiftKey ? "back" : "on";
  if (key === "ArrowDown") return "down";
  if (key === "ArrowUp") return "up";
  if (key === "ArrowLeft" && !shiftKey && start === 0 && (end === 0 || end === value.length)) return "back";
  if (key === "ArrowRight" && !shiftKey && end === value.length && (start === end || start === 0)) return "on";
  return null;
}
