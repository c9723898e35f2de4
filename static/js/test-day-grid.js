// Moving through the sheet by keys, and pasting into it: Enter goes on, Shift+Enter back, arrows to every side.
import { cellsOf } from "./test-day-paste.js";

/**
 * @param {{
 *   table: HTMLTableElement,
 *   rows: () => import("./test-day-row.js").Row[],
 *   rowOf: (element: Element) => import("./test-day-row.js").Row | undefined,
 *   last: () => void,
 *   pasted: (changes: [import("./test-day-row.js").Row, string[]][]) => void,
 * }} sheet `last` is what Enter does on the last field; `pasted` gets each row with its new values
 */
export function followKeys({ table, rows, rowOf, last, pasted }) {
  const cells = () => rows().flatMap((row) => row.inputs);

  /** @param {HTMLInputElement} from @param {number} by @returns {boolean} */
  function go(from, by) {
    const all = cells();
    const to = all[all.indexOf(from) + by];
    to?.focus();
    return Boolean(to);
  }

  /** @param {HTMLInputElement} input @param {number} by */
  function goDown(input, by) {
    const row = rowOf(input);
    const next = row && rows()[rows().indexOf(row) + by];
    next?.inputs[row?.inputs.indexOf(input) ?? 0]?.focus();
  }

  table.addEventListener("keydown", (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || !cells().includes(input) || event.isComposing) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { selectionStart: start, selectionEnd: end, value } = input;
    const atStart = start === 0 && (end === 0 || end === value.length);
    const atEnd = end === value.length && (start === end || start === 0);
    const moves = {
      Enter: () => (event.shiftKey ? go(input, -1) : go(input, 1) || last()),
      ArrowDown: () => goDown(input, 1),
      ArrowUp: () => goDown(input, -1),
      ArrowLeft: atStart && !event.shiftKey ? () => go(input, -1) : null,
      ArrowRight: atEnd && !event.shiftKey ? () => go(input, 1) : null,
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  });

  table.addEventListener("focusin", (event) => {
    if (event.target instanceof HTMLInputElement && cells().includes(event.target)) event.target.select();
  });

  table.addEventListener("paste", (event) => {
    const input = event.target;
    const block = cellsOf(event.clipboardData?.getData("text/plain") ?? "");
    if (!(input instanceof HTMLInputElement) || !cells().includes(input)) return;
    if (block.length === 1 && block[0].length === 1) return;
    event.preventDefault();
    const row = rowOf(input);
    if (!row) return;
    const from = row.inputs.indexOf(input);
    const below = rows().slice(rows().indexOf(row));
    pasted(
      block.slice(0, below.length).map((line, n) => {
        const values = below[n].values;
        line.slice(0, values.length - from).forEach((cell, place) => {
          values[from + place] = cell;
        });
        return [below[n], values];
      }),
    );
  });
}
