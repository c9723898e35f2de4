// node --test tests/js: the self-test judges as the server does. The cases are shared with tests/js/test_bands.py.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { asymmetryOf, bandOf, certaintyOf, decimalsBeside } from "../../static/js/bands.js";

/**
 * @type {{
 *   targets: import("../../static/js/bands.js").Targets,
 *   hips: [number, number, string, string][],
 *   pairs: [number, number, number, string][],
 *   decimals: [number, number][],
 * }}
 */
const { targets, hips, pairs, decimals } = JSON.parse(readFileSync(new URL("./bands.json", import.meta.url), "utf-8"));

for (const [degrees, sem, band, certainty] of hips) {
  test(`${degrees}° with an error of ${sem}° is ${band}, ${certainty}`, () => {
    assert.equal(bandOf(degrees, targets), band);
    assert.equal(certaintyOf(degrees, targets, 1.645 * sem), certainty);
  });
}

for (const [left, right, sem, words] of pairs) {
  test(`${left}° and ${right}° with an error of ${sem}° are ${words}`, () => {
    assert.equal(asymmetryOf(left, right, targets, 1.96 * Math.SQRT2 * sem), words);
  });
}

for (const [degrees, places] of decimals) {
  test(`${degrees}° is written with ${places} decimals`, () => {
    assert.equal(decimalsBeside(degrees, [targets.sufficient, targets.optimal]), places);
  });
}
