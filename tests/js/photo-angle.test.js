// node --test tests/js: pictures of legs at known angles, as the geometry of their marks.
import assert from "node:assert/strict";
import test from "node:test";

import {
  MARKS, SIDES, anglesOf, downOf, firstMarks, inside, otherSides, rayEnd, shinAngle,
} from "../../static/js/photo-angle.js";

/**
 * @typedef {import("../../static/js/photo-angle.js").Point} Point
 * @typedef {import("../../static/js/photo-angle.js").Side} Side
 * @typedef {Record<Side, number | null>} Angles
 * @typedef {[width: number, height: number]} Size
 */

/** @type {Size[]} */
const SIZES = [[640, 480], [480, 640], [1280, 960], [1600, 1200], [3000, 4000], [4000, 3000]];
const TILTS = [-180, -135, -90, -37.5, -8, 0, 3, 12.5, 45, 90, 170];
const ANGLES = [-40, -12.3, 0, 4.9, 29, 35, 38.4, 45, 71.7, 89];
const radians = (/** @type {number} */ degrees) => (degrees * Math.PI) / 180;

/** @param {number | undefined} degrees */
function known(degrees) {
  assert.ok(degrees !== undefined);
  return degrees;
}

/**
 * Turned about the middle of the picture, as by a camera that was held askew.
 * @param {Point} point
 * @param {number} tilt
 * @param {Size} size
 * @returns {Point}
 */
function turned({ x, y }, tilt, [width, height]) {
  const [cos, sin] = [Math.cos(radians(tilt)), Math.sin(radians(tilt))];
  const [across, down] = [x - width / 2, y - height / 2];
  return { x: width / 2 + across * cos - down * sin, y: height / 2 + across * sin + down * cos };
}

/**
 * The marks of a picture: shins of a third of its smaller side, at `angles` from the vertical.
 * @param {{size: Size, angles: Record<Side, number>, tilt?: number, swapped?: boolean, position?: string}} taken
 */
function pictured({ size, angles, tilt = 0, swapped = false, position = "seated" }) {
  const shin = Math.min(...size) / 3;
  const up = position === "prone" || position === "supine";
  const nowhere = { x: NaN, y: NaN };
  const marks = { left_knee: nowhere, left_ankle: nowhere, right_knee: nowhere, right_ankle: nowhere };
  for (const side of SIDES) {
    const outwards = (side === "left") !== swapped ? 1 : -1;
    const turn = radians(angles[side]) * (position === "supine" ? -1 : 1);
    const knee = { x: size[0] * (0.5 + 0.1 * outwards), y: size[1] * 0.5 };
    const ankle = {
      x: knee.x + outwards * shin * Math.sin(turn),
      y: knee.y + (up ? -1 : 1) * shin * Math.cos(turn),
    };
    marks[`${side}_knee`] = turned(knee, tilt, size);
    marks[`${side}_ankle`] = turned(ankle, tilt, size);
  }
  const [top, bottom] = [{ x: size[0] * 0.9, y: size[1] * 0.1 }, { x: size[0] * 0.9, y: size[1] * 0.8 }];
  const down = downOf(turned(top, tilt, size), turned(bottom, tilt, size));
  assert.ok(down);
  return { marks, view: { down, swapped, position } };
}

/** @param {Angles} found @param {Record<Side, number>} wanted @param {number} within @param {string} what */
function near(found, wanted, within, what) {
  for (const side of SIDES) {
    assert.ok(Math.abs((found[side] ?? NaN) - wanted[side]) <= within, `${what}: ${side} ${found[side]}, not ${wanted[side]}`);
  }
}

for (const position of ["seated", "prone", "supine_90", "supine"]) {
  test(`${position}: the angle at every size and tilt, from in front and swapped`, () => {
    for (const size of SIZES) for (const tilt of TILTS) for (const swapped of [false, true]) {
      ANGLES.forEach((left, n) => {
        const angles = { left, right: known(ANGLES[(n + 3) % ANGLES.length]) };
        const { marks, view } = pictured({ size, angles, tilt, swapped, position });
        near(anglesOf(marks, view), angles, 1e-6, `${size} tilted ${tilt}, swapped ${swapped}`);
      });
    }
  });
}

test("marks on whole pixels keep it within half a degree from 640 pixels on", () => {
  for (const size of SIZES) for (const tilt of TILTS) for (const left of ANGLES) {
    const angles = { left, right: left };
    const { marks, view } = pictured({ size, angles, tilt });
    for (const name of MARKS) marks[name] = { x: Math.round(marks[name].x), y: Math.round(marks[name].y) };
    near(anglesOf(marks, view), angles, 0.5, `${size} tilted ${tilt}`);
  }
});

test("without marks on something upright the picture's own vertical counts", () => {
  const { marks } = pictured({ size: [800, 600], angles: { left: 31, right: -6 } });
  near(anglesOf(marks, { position: "seated", swapped: false }), { left: 31, right: -6 }, 1e-9, "upright");
});

test("a mirrored picture measured as if it were none turns the other way, and names the other side", () => {
  const { marks } = pictured({ size: [800, 600], angles: { left: 31, right: 22 }, swapped: true });
  near(anglesOf(marks, { position: "seated", swapped: false }), { left: -31, right: -22 }, 1e-9, "mirrored");
  near(anglesOf(otherSides(marks), { position: "seated", swapped: false }), { left: 22, right: 31 }, 1e-9, "named anew");
});

test("marks in one place give no angle", () => {
  const point = { x: 3, y: 4 };
  assert.equal(shinAngle(point, { ...point }, "left", { position: "seated", swapped: false }), null);
  assert.equal(downOf(point, { ...point }), null);
});

test("a ray lies at its angle and is a third longer than the shin", () => {
  for (const position of ["seated", "prone", "supine"]) for (const tilt of TILTS) for (const swapped of [false, true]) {
    const { marks, view } = pictured({ size: [900, 700], angles: { left: 20, right: 50 }, tilt, swapped, position });
    for (const side of SIDES) {
      const [knee, ankle] = [marks[`${side}_knee`], marks[`${side}_ankle`]];
      const end = rayEnd(knee, ankle, side, 35, view);
      assert.ok(Math.abs((shinAngle(knee, end, side, view) ?? NaN) - 35) < 1e-6);
      assert.ok(Math.abs(Math.hypot(end.x - knee.x, end.y - knee.y) - 1.35 * 700 / 3) < 1e-6);
    }
  }
});

test("the first marks lie in the picture, apart, and turned inwards by a plausible angle", () => {
  for (const [width, height] of SIZES) for (const position of ["seated", "prone"]) for (const swapped of [false, true]) {
    const marks = firstMarks(width, height, { position, swapped });
    for (const name of MARKS) assert.deepEqual(inside(marks[name], width, height), marks[name]);
    const angles = anglesOf(marks, { position, swapped });
    for (const side of SIDES) assert.ok((angles[side] ?? NaN) > 0 && (angles[side] ?? NaN) < 45);
    assert.deepEqual(otherSides(otherSides(marks)), marks);
  }
});

test("a mark pulled out of the picture stays at its edge", () => {
  assert.deepEqual(inside({ x: -4, y: 700 }, 640, 480), { x: 0, y: 480 });
});
