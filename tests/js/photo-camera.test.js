// node --test tests/js: how far a camera is off the level.
import assert from "node:assert/strict";
import test from "node:test";

import { offLevel } from "../../static/js/photo-camera.js";
import { upFromOrientation } from "../../static/js/tilt.js";

const radians = (/** @type {number} */ degrees) => (degrees * Math.PI) / 180;
/**
 * Up in the axes of a phone turned clockwise, as its reader sees it, and leaning back.
 * @type {(clockwise: number, lean?: number) => import("../../static/js/tilt.js").Vector}
 */
const held = (clockwise, lean = 0) => [
  -Math.sin(radians(clockwise)) * Math.cos(radians(lean)),
  Math.cos(radians(clockwise)) * Math.cos(radians(lean)),
  Math.sin(radians(lean)),
];

test("portrait, landscape and upside down are level", () => {
  for (const turn of [0, 90, 180, 270]) {
    for (const off of [-40, -7.5, -1, 0, 0.4, 12, 44]) {
      for (const lean of [-50, 0, 30]) {
        assert.ok(Math.abs((offLevel(held(turn + off, lean)) ?? NaN) - off) < 1e-9, `${turn} and ${off}, leaning ${lean}`);
      }
    }
  }
});

test("a screen that faces the sky or the floor tells nothing", () => {
  assert.equal(offLevel(held(0, 80)), null);
  assert.equal(offLevel(upFromOrientation(2, 3)), null);
});

test("an upright phone as the browser reports it is level", () => {
  assert.ok(Math.abs(offLevel(upFromOrientation(90, 0)) ?? NaN) < 1e-9);
});
