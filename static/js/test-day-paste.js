// A block from a spreadsheet as rows of cells: tabs, semicolons or commas between them, decimal commas respected.

const DECIMAL_COMMA = /^\s*"?\d{1,2},\d\s*[°º]?"?\s*$/;

/**
 * The cells of what was pasted, row by row. Between cells is the first of tab, semicolon and comma that occurs;
 * a comma is a decimal one where every line has a single number such as 29,5.
 * @param {string} text
 * @returns {string[][]}
 */
export function cellsOf(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
  const separator = separatorOf(lines);
  return lines.map((line) => (separator ? line.split(separator) : [line]).map(bare));
}

/** @param {string[]} lines */
function separatorOf(lines) {
  if (lines.some((line) => line.includes("\t"))) return "\t";
  if (lines.some((line) => line.includes(";"))) return ";";
  const filled = lines.filter((line) => line.trim() !== "");
  const decimal = filled.every((line) => !line.includes(",") || DECIMAL_COMMA.test(line));
  return decimal ? null : ",";
}

/** @param {string} cell */
function bare(cell) {
  return cell.trim().replace(/^"(.*)"$/, "$1").replace(/\s*[°º]$/, "").trim();
}
