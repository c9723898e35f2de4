import assert from "node:assert/strict";
import test from "node:test";

import { cellsOf } from "../../static/js/test-day-paste.js";

/** @type {[string, string, string[][]][]} */
const CASES = [
  ["tabs", "29\t28.5\t29.5\n31\t32\t31.5", [["29", "28.5", "29.5"], ["31", "32", "31.5"]]],
  ["tabs with decimal commas", "29,5\t28,5\r\n31\t32\r\n", [["29,5", "28,5"], ["31", "32"]]],
  ["semicolons with decimal commas", "29,5;28,5;\n31;32;33", [["29,5", "28,5", ""], ["31", "32", "33"]]],
  ["commas", "29,38,37\n31,44,43", [["29", "38", "37"], ["31", "44", "43"]]],
  ["commas beside points", "29.5,38\n31,44", [["29.5", "38"], ["31", "44"]]],
  ["commas with spaces", "29, 38", [["29", "38"]]],
  ["one column of decimal commas", "29,5\n30,5\n\n31", [["29,5"], ["30,5"], [""], ["31"]]],
  ["one number", " 29,5° ", [["29,5"]]],
  ["quoted cells", '"29,5"\t"38"', [["29,5", "38"]]],
  ["quoted cells with decimal commas, between commas", '"29,5","38","37,5"', [["29,5", "38", "37,5"]]],
  ["decimal commas, with a comma and a space between", "29,5, 38, 37,5\n30, 31,5, 32", [["29,5", "38", "37,5"], ["30", "31,5", "32"]]],
  ["nothing", "", [[""]]],
];

for (const [what, text, cells] of CASES) {
  test(what, () => assert.deepEqual(cellsOf(text), cells));
}
