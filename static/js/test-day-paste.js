// A block from a spreadsheet as rows of cells: tabs, semicolons or commas between them, decimal commas respected.

const DECIMAL_COMMA = /^\s*"?\d{1,2},\d\s*[°º]?"?\s*$/;

/**
 * The cells of what was pasted, row by row. Between cells is the first of tab, semicolon and comma that occurs. Beside
 * a comma and a space, or within quotation marks, a comma is a decimal one; and where every line has a single number
 * such as 29,5.
 * @param {string} text
 * @returns {string[][]}
 */
export function cellsOf(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
  const separator = separatorOf(lines);
  return lines.map((line) => (separator ? split(line, separator) : [line]).map(bare));
}

/** @param {string[]} lines */
function separatorOf(lines) {
  if (lines.some((line) => line.includes("\t"))) return "\t";
  if (lines.some((line) => line.includes(";"))) return ";";
  const filled = lines.filter((line) => line.trim() !== "");
  if (filled.every((line) => !line.includes(",") || DECIMAL_COMMA.test(line))) return null;
  const spaced = filled.flatMap((line) => split(line, ", "));
  const clear = spaced.length > filled.length && spaced.every((cell) => !cell.includes(",") || DECIMAL_COMMA.test(cell));
  return clear ? ", " : ",";
}

/** At each separator that isn't within quotation marks. @param {string} line @param {string} separator */
function split(line, separator) {
  const cells = [];
  let quoted = false;
  let from = 0;
  for (let place = 0; place < line.length; place += 1) {
    if (line[place] === '"') quoted = !quoted;
    if (quoted || place < from || !line.startsWith(separator, place)) continue;
    cells.push(line.slice(from, place));
    from = place + separator.length;
  }
  return [...cells, line.slice(from)];
}

/** @param {string} cell */
function bare(cell) {
  return cell.trim().replace(/^"(.*)"$/, "$1").replace(/\s*[°º]$/, "").trim();
}
