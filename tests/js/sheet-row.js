// node tests/js/sheet-row.js <file>: what the sheet of a test day says of each row before the server has answered.
import { readFileSync } from "node:fs";

import { meanOf } from "../../static/js/angles.js";
import { chipsOf, findingsOf } from "../../static/js/findings.js";

/** @typedef {import("../../static/js/test-day-context.js").Context["rules"]} Rules */

/** @type {{left: string[], right: string[], row: any, rules: Rules, user: string}[]} */
const rows = JSON.parse(readFileSync(process.argv[2] ?? "", "utf-8"));
const said = rows.map(({ left, right, row, rules, user }) => {
  const { previous, passive } = row;
  const before = previous && { ...previous, limit: previous.by && previous.by !== user ? previous.limitOthers : previous.limit };
  const lag = passive && { ...passive, limit: rules.lagFrom?.[passive.instrument] };
  return chipsOf(findingsOf(meanOf(left), meanOf(right), rules, before, lag), rules);
});
console.log(JSON.stringify(said));
