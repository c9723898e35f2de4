// node --test tests/js: the angle from the phone's tilt, at every posture, with and without the sensor's noise.
import assert from "node:assert/strict";
import test from "node:test";

import {
  internalRotation, poseFromAcceleration, poseFromOrientation, Recent, Stillness, suitability,
} from "../../static/js/tilt.js";

/**
 * @typedef {import("../../static/js/tilt.js").Vector} Vector
 * @typedef {import("../../static/js/tilt.js").Attitude} Attitude
 * @typedef {import("../../static/js/tilt.js").Orientation} Orientation
 * @typedef {import("../../static/js/tilt.js").Pose} Pose
 */

const RADIANS = Math.PI / 180;

/** @param {Attitude} a @param {Attitude} b @returns {Attitude} */
function times(a, b) {
  /** @param {Vector} row @param {0 | 1 | 2} j */
  const part = (row, j) => row[0] * b[0][j] + row[1] * b[1][j] + row[2] * b[2][j];
  /** @param {Vector} row @returns {Vector} */
  const product = (row) => [part(row, 0), part(row, 1), part(row, 2)];
  return [product(a[0]), product(a[1]), product(a[2])];
}

/** Turned about an axis by so many degrees. @type {Record<"x" | "y" | "z", (d: number) => Attitude>} */
const about = {
  x: (d) => [[1, 0, 0], [0, Math.cos(d * RADIANS), -Math.sin(d * RADIANS)], [0, Math.sin(d * RADIANS), Math.cos(d * RADIANS)]],
  y: (d) => [[Math.cos(d * RADIANS), 0, Math.sin(d * RADIANS)], [0, 1, 0], [-Math.sin(d * RADIANS), 0, Math.cos(d * RADIANS)]],
  z: (d) => [[Math.cos(d * RADIANS), -Math.sin(d * RADIANS), 0], [Math.sin(d * RADIANS), Math.cos(d * RADIANS), 0], [0, 0, 1]],
};

/** There is one. @template T @param {T | null} found @returns {T} */
function known(found) {
  assert.notEqual(found, null);
  return /** @type {T} */ (found);
}

/** The pose that was reported, which there is. @param {Orientation} orientation */
const posed = (orientation) => known(poseFromOrientation(orientation));

/** The rotation that was measured, which there is. @param {Parameters<typeof internalRotation>} measured */
const rotation = (...measured) => known(internalRotation(...measured));

/** What a phone in that attitude reports (the inverse of the definition in the browsers' standard). @param {Attitude} r */
function reported(r) {
  const degrees = (/** @type {number} */ radians) => radians / RADIANS;
  const beta = degrees(Math.asin(Math.max(-1, Math.min(1, r[2][1]))));
  if (Math.abs(r[2][2]) < 1e-12 && Math.abs(r[2][0]) < 1e-12) {
    return { alpha: degrees(Math.atan2(r[1][0], r[0][0])), beta: Math.sign(beta) * 90, gamma: 0 };
  }
  if (r[2][2] > 0) {
    return { alpha: degrees(Math.atan2(-r[0][1], r[1][1])), beta, gamma: degrees(Math.atan2(-r[2][0], r[2][2])) };
  }
  return {
    alpha: degrees(Math.atan2(r[0][1], -r[1][1])),
    beta: beta > 0 ? 180 - beta : -180 - beta,
    gamma: degrees(Math.atan2(r[2][0], -r[2][2])),
  };
}

/** Gravity's reaction in the phone's axes: the third row is where up is. @param {Attitude} r */
const felt = (r, sign = 1) => ({ x: 9.81 * sign * r[2][0], y: 9.81 * sign * r[2][1], z: 9.81 * sign * r[2][2] });

/** Repeatable noise, normally distributed. @param {number} seed */
function noise(seed) {
  let state = seed;
  const uniform = () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return (state + 0.5) / 4294967296;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/**
 * The phone upright before its reader, turned to a heading, rolled on its screen, its screen leaning.
 * @param {number} heading
 * @param {number} roll
 * @param {number} lean
 */
const upright = (heading, roll, lean) => times(times(times(about.z(heading), about.x(90)), about.x(lean)), about.z(roll));
const HEADINGS = [0, 77, 180, 301];
// Portrait, landscape both ways, upside down, and close to all of them.
const ROLLS = [-180, -135, -90.01, -90, -45, -0.05, 0, 0.05, 30, 89.95, 90, 135, 179.99];
const LEANS = [-58, -40, -5, -0.01, 0, 0.01, 5, 40, 58];
const TURNS = [-60, -35, -5, 0, 4, 28.6, 35, 45, 60, 90];

function* postures() {
  for (const heading of HEADINGS) for (const roll of ROLLS) for (const lean of LEANS) yield upright(heading, roll, lean);
}

for (const side of /** @type {const} */ (["left", "right"])) {
  const sign = side === "left" ? 1 : -1;
  for (const position of ["seated", "prone", "supine"]) {
    test(`${position}, ${side}: within 0.1° at every posture`, () => {
      for (const neutral of postures()) {
        const zero = posed(reported(neutral));
        for (const turn of TURNS) {
          const pose = posed(reported(times(neutral, about.z(sign * turn))));
          const angle = rotation(zero, pose, { side, position });
          assert.ok(Math.abs(angle - turn) <= 0.1, `${turn} was read as ${angle}`);
        }
      }
    });
  }

  test(`supine_90, ${side}: the level swing of the shin, within 0.1°`, () => {
    for (const heading of HEADINGS) for (const tilt of [-40, -10, 0, 10, 40]) for (const roll of ROLLS) {
      const neutral = times(times(about.z(heading), about.x(tilt)), about.z(roll));
      const zero = posed(reported(neutral));
      for (const turn of TURNS) {
        const pose = posed(reported(times(about.z(sign * turn), neutral)));
        const angle = rotation(zero, pose, { side, position: "supine_90" });
        assert.ok(Math.abs(angle - turn) <= 0.1, `${turn} was read as ${angle}`);
      }
    }
  });
}

test("the accelerometer alone tells the same, whichever sign the phone gives it", () => {
  for (const neutral of postures()) for (const sign of [1, -1]) for (const turn of TURNS) {
    const zero = known(poseFromAcceleration(felt(neutral, sign)));
    const pose = known(poseFromAcceleration(felt(times(neutral, about.z(turn)), sign)));
    const angle = rotation(zero, pose, { side: "left", position: "seated" });
    assert.ok(Math.abs(angle - turn) <= 0.1);
  }
});

test("with 0.3° of noise a reading is within 0.5° at every posture, and there is one", () => {
  const next = noise(7);
  /** @param {ReturnType<typeof reported>} angles */
  const shaken = ({ alpha, beta, gamma }) => posed({ alpha, beta: beta + 0.3 * next(), gamma: gamma + 0.3 * next() });
  for (const neutral of postures()) {
    const recent = new Recent();
    for (let time = 0; time <= 400; time += 16) recent.add(time, shaken(reported(neutral)));
    const zero = known(recent.zero("seated"));
    for (const turn of [10, 28.6, 47]) {
      const held = reported(times(neutral, about.z(-turn)));
      const still = new Stillness();
      let reading = null;
      for (let time = 0; time < 4000 && reading === null; time += 16) {
        const angle = internalRotation(zero, shaken(held), { side: "right", position: "seated" });
        if (angle !== null) reading = still.add(time, angle).mean;
      }
      assert.ok(reading !== null && Math.abs(reading - turn) <= 0.5, `${turn} was read as ${reading}`);
    }
  }
});

test("the axes are the browser's: upright before its reader, the top tipped to the reader's left", () => {
  const zero = posed({ alpha: 0, beta: 90, gamma: 0 });
  const tipped = posed({ alpha: 0, beta: 60, gamma: 90 });
  const back = posed({ alpha: 0, beta: 60, gamma: -90 });
  assert.equal(Math.round(rotation(zero, back, { side: "left", position: "seated" })), 30);
  assert.equal(Math.round(rotation(zero, tipped, { side: "left", position: "seated" })), -30);
  assert.equal(Math.round(rotation(zero, tipped, { side: "right", position: "seated" })), 30);
});

test("what can't be told is not told", () => {
  const onTable = posed({ alpha: 10, beta: 0, gamma: 0 });
  const upright90 = posed({ alpha: null, beta: 90, gamma: 0 });
  assert.equal(suitability(onTable, "seated"), "flat");
  assert.equal(suitability(onTable, "supine_90"), "fine");
  assert.equal(suitability(upright90, "supine_90"), "heading");
  assert.equal(internalRotation(upright90, onTable, { side: "left", position: "seated" }), null);
  assert.equal(poseFromOrientation({ alpha: null, beta: null, gamma: null }), null);
  assert.equal(poseFromAcceleration({ x: null, y: null, z: null }), null);
  assert.equal(poseFromAcceleration({ x: 0, y: 0.1, z: 0 }), null);
  assert.equal(poseFromAcceleration(null), null);
});

test("a zero is the mean of the last moment, and only of what hardly differs from now", () => {
  const at = (/** @type {number} */ degrees) => posed(reported(times(upright(0, 0, 0), about.z(degrees))));
  const recent = new Recent();
  assert.equal(recent.zero("seated"), null);
  recent.add(0, at(30));
  for (const [time, degrees] of /** @type {const} */ ([[16, 0.5], [32, -0.5], [48, 0]])) recent.add(time, at(degrees));
  const zero = known(recent.zero("seated"));
  assert.ok(Math.abs(rotation(zero, at(10), { side: "left", position: "seated" }) - 10) < 0.01);
  recent.clear();
  assert.equal(recent.last, null);
});

test("still is one second within half a degree: not sooner, not while it moves", () => {
  const still = new Stillness();
  for (let time = 0; time < 1000; time += 20) assert.equal(still.add(time, 30 + 0.4 * Math.sin(time / 50)).mean, null);
  const { mean } = still.add(1000, 30);
  assert.ok(Math.abs(known(mean) - 30) < 0.1);
  const moving = new Stillness();
  for (let time = 0; time < 5000; time += 20) assert.equal(moving.add(time, time / 500).mean, null);
  const jumped = new Stillness();
  for (let time = 0; time <= 900; time += 20) jumped.add(time, 0);
  assert.equal(jumped.add(920, 30).still, 0);
  for (let time = 940; time < 1920; time += 20) assert.equal(jumped.add(time, 30).mean, null);
  assert.equal(jumped.add(1920, 30).mean, 30);
});

test("a phone that reports seldom is still as well", () => {
  const still = new Stillness();
  assert.equal(still.add(0, 28.6).mean, null);
  assert.equal(still.add(1100, 28.6).mean?.toFixed(1), "28.6");
});
