// node tests/js/findings-vectors.js <file>: the device says of each vector what the server's rules said.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { chipsOf, findingsOf } from "../../static/js/findings.js";

for (const { left, right, previous, passive, rules, expected } of JSON.parse(readFileSync(process.argv[2] ?? "", "utf-8"))) {
  const found = findingsOf(left, right, rules, previous, passive);
  const said = { ...found, chips: chipsOf(found, rules) };
  assert.deepEqual(said, expected, JSON.stringify({ left, right, previous, passive, rules }));
}
