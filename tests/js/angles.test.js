// node --test tests/js: the page's arithmetic is the server's. The cases are shared with tests/js/test_angles.py.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { inDegrees, isUnusual, meanOf, parseAngle } from "../../static/js/angles.js";

/** @type {{typed: [string, number | null][], means: [string[], number][], unusual: [number, boolean][]}} */
const cases = JSON.parse(readFileSync(new URL("./angles.json", import.meta.url), "utf-8"));

for (const [typed, degrees] of cases.typed) {
  test(`"${typed}" is ${degrees ?? "refused"}`, () => {
    assert.equal(parseAngle(typed), degrees ?? NaN);
  });
}

for (const [trials, mean] of cases.means) {
  test(`the mean of ${trials.join(", ")} is ${mean}`, () => assert.equal(meanOf(trials), mean));
}

for (const [degrees, unusual] of cases.unusual) {
  test(`${degrees}° is ${unusual ? "unusual" : "usual"}`, () => assert.equal(isUnusual(degrees), unusual));
}

test("nothing typed is no angle", () => {
  assert.equal(parseAngle("  "), null);
  assert.equal(meanOf(["", " "]), null);
  assert.equal(isUnusual(null), false);
});

test("a reading that can't be taken leaves no mean to show", () => {
  assert.equal(inDegrees(meanOf(["30", "x"])), "–");
  assert.equal(inDegrees(null), "–");
});

test("degrees are written with one decimal, in the reader's way", () => {
  assert.equal(inDegrees(29), "29.0°");
  assert.equal(inDegrees(29.25, "de"), "29,3°");
});
