import assert from "node:assert/strict";
import test from "node:test";

import { uuid7 } from "../../static/js/uuid7.js";

const SHAPE = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test("a key is a UUID of version 7 with the time in front", () => {
  const key = uuid7(0x0199_0a6e_5c1b);
  assert.match(key, SHAPE);
  assert.ok(key.startsWith("01990a6e-5c1b-7"));
});

test("ten thousand keys of one millisecond differ, and sort as they were made", () => {
  const keys = Array.from({ length: 10_000 }, () => uuid7(0x0199_0a6e_5c1c));
  assert.equal(new Set(keys).size, keys.length);
  assert.deepEqual([...keys].sort(), keys);
  for (const key of keys) assert.match(key, SHAPE);
});

test("a clock that goes back doesn't take the order away", () => {
  const first = uuid7(0x0199_0a6e_6000);
  assert.ok(uuid7(0x0199_0a6e_5fff) > first);
});

test("without a clock of the test's own it is now", () => {
  const made = Number.parseInt(uuid7().slice(0, 13).replace("-", ""), 16);
  assert.ok(Math.abs(made - Date.now()) < 60_000);
});
