// The angle of a leg from the tilt of a phone: pure arithmetic, no page and no sensor in it.
//
// The phone's axes are those of the browser's own events, whichever way the page is turned: x to the right of the
// screen as the phone was made to be held, y to its top, z out of the screen towards the reader. So portrait,
// landscape and a page that turns half-way all give the same angle, and only what changed since the zero counts.
//
// Everything goes by vectors. Beta and gamma jump where Euler angles do (a phone upright along a shin stands on the
// very spot), but the direction of up in the phone's axes never does.
//
// Which plane the angle is in:
// - seated, prone: the phone lies along the front of the shin, screen outward. The shin swings in the plane of the
//   screen, so the angle is that of gravity in that plane, about the screen's normal.
// - supine, legs straight: the phone lies flat on the sole, screen outward. The leg turns about its own length, which
//   is again the screen's normal.
// - supine_90: the thigh stands upright and the shin swings level, about the vertical. Gravity doesn't change there,
//   so it can't be the measure: the turn about the vertical is, as the fused orientation has it. It drifts by and by
//   (zero again before each trial), and an accelerometer alone can't see it.
// Seen by whoever looks at the screen, internal rotation is counter-clockwise for the left leg and clockwise for the
// right one, in all four positions.

/**
 * @typedef {readonly [number, number, number]} Vector
 * @typedef {readonly [Vector, Vector, Vector]} Attitude
 * @typedef {{up: Vector, attitude: Attitude | null}} Pose
 * @typedef {"left" | "right"} Side
 * @typedef {{alpha: number | null, beta: number | null, gamma: number | null}} Orientation
 * @typedef {{x: number | null, y: number | null, z: number | null}} Acceleration
 */

const RADIANS = Math.PI / 180;
/** A screen that leans further than 60° from upright shows too little of gravity in its plane. */
export const LEAST_IN_PLANE = 0.5;
const SIGN = { left: 1, right: -1 };

/** Is it gravity in the plane of the screen that tells the angle, or the turn about the vertical? @param {string} position */
export function isAboutVertical(position) {
  return position === "supine_90";
}

/**
 * Where up is, in the phone's axes, from the angles of `deviceorientation` in degrees. Alpha doesn't matter.
 * @param {number} beta
 * @param {number} gamma
 * @returns {Vector}
 */
export function upFromOrientation(beta, gamma) {
  const [b, g] = [beta * RADIANS, gamma * RADIANS];
  return [-Math.cos(b) * Math.sin(g), Math.sin(b), Math.cos(b) * Math.cos(g)];
}

/**
 * The same from `accelerationIncludingGravity` of a phone at rest; null in free fall or without numbers.
 * Some phones report its opposite: the angle between two of them is the same.
 * @param {Acceleration} acceleration
 * @returns {Vector | null}
 */
export function upFromAcceleration({ x, y, z }) {
  if (!isNumber(x) || !isNumber(y) || !isNumber(z)) return null;
  const length = Math.hypot(x, y, z);
  return length > 1 ? [x / length, y / length, z / length] : null;
}

/** A sensor that isn't there reports null. @param {number | null} value @returns {value is number} */
function isNumber(value) {
  return Number.isFinite(value);
}

/**
 * The phone's axes in the world (rows east, north, up; up to a heading), as `deviceorientation` defines them.
 * @param {number} alpha
 * @param {number} beta
 * @param {number} gamma
 * @returns {Attitude}
 */
export function attitudeFrom(alpha, beta, gamma) {
  const [a, b, g] = [alpha * RADIANS, beta * RADIANS, gamma * RADIANS];
  const [sa, ca, sb, cb, sg, cg] = [Math.sin(a), Math.cos(a), Math.sin(b), Math.cos(b), Math.sin(g), Math.cos(g)];
  return [
    [ca * cg - sa * sb * sg, -cb * sa, ca * sg + cg * sa * sb],
    [cg * sa + ca * sb * sg, ca * cb, sa * sg - ca * cg * sb],
    [-cb * sg, sb, cb * cg],
  ];
}

/**
 * How the phone is held; attitude is null where only gravity is known. Null without numbers.
 * @param {Orientation} angles
 * @returns {Pose | null}
 */
export function poseFromOrientation({ alpha, beta, gamma }) {
  if (!isNumber(beta) || !isNumber(gamma)) return null;
  return { up: upFromOrientation(beta, gamma), attitude: isNumber(alpha) ? attitudeFrom(alpha, beta, gamma) : null };
}

/** @param {Acceleration | null} acceleration @returns {Pose | null} */
export function poseFromAcceleration(acceleration) {
  const up = acceleration && upFromAcceleration(acceleration);
  return up ? { up, attitude: null } : null;
}

/** Several poses close to each other, as one. @param {readonly Pose[]} poses @returns {Pose} */
export function meanPose(poses) {
  const up = meanOf(poses.map((pose) => pose.up));
  const attitudes = poses.map((pose) => pose.attitude).filter((attitude) => attitude !== null);
  if (attitudes.length < poses.length) return { up, attitude: null };
  /** @param {0 | 1 | 2} i */
  const row = (i) => meanOf(attitudes.map((attitude) => attitude[i]));
  return { up, attitude: [row(0), row(1), row(2)] };
}

/** @param {readonly Vector[]} vectors @returns {Vector} */
function meanOf(vectors) {
  /** @param {0 | 1 | 2} i */
  const part = (i) => vectors.reduce((sum, vector) => sum + vector[i], 0) / vectors.length;
  return [part(0), part(1), part(2)];
}

/**
 * How far the phone turned in the plane of its screen, in degrees, counter-clockwise as its reader sees it.
 * @param {Vector} zero
 * @param {Vector} now
 */
function turnOnScreen([x0, y0], [x1, y1]) {
  return Math.atan2(x1 * y0 - y1 * x0, x1 * x0 + y1 * y0) / RADIANS;
}

/**
 * How far it turned about the vertical, in degrees, counter-clockwise seen from above.
 * @param {Attitude} zero
 * @param {Attitude} now
 */
function turnAboutVertical(zero, now) {
  /** @param {0 | 1} i @param {0 | 1} j */
  const part = (i, j) => now[i][0] * zero[j][0] + now[i][1] * zero[j][1] + now[i][2] * zero[j][2];
  return Math.atan2(part(1, 0) - part(0, 1), part(0, 0) + part(1, 1)) / RADIANS;
}

/**
 * Can the angle be told from this pose? "flat": the screen faces the sky or the floor; "heading": this position
 * needs a gyroscope, and there is none.
 * @param {Pose} pose
 * @param {string} position
 * @returns {"fine" | "flat" | "heading"}
 */
export function suitability(pose, position) {
  if (isAboutVertical(position)) return pose.attitude ? "fine" : "heading";
  return Math.hypot(pose.up[0], pose.up[1]) < LEAST_IN_PLANE ? "flat" : "fine";
}

/**
 * Internal rotation of `side` since the pose taken in neutral, in degrees; negative is external rotation.
 * Null where it can't be told.
 * @param {Pose} zero
 * @param {Pose} now
 * @param {{side: Side, position: string}} hip
 * @returns {number | null}
 */
export function internalRotation(zero, now, { side, position }) {
  if (suitability(now, position) !== "fine" || suitability(zero, position) !== "fine") return null;
  if (!isAboutVertical(position)) return SIGN[side] * turnOnScreen(zero.up, now.up);
  return zero.attitude && now.attitude && SIGN[side] * turnAboutVertical(zero.attitude, now.attitude);
}

/** The latest poses, for a zero that one shaky moment (the tap that asks for it) doesn't decide. */
export class Recent {
  /** @type {{time: number, pose: Pose}[]} */
  #poses = [];

  /** `span` in ms, `within` in degrees. */
  constructor({ span = 400, within = 3 } = {}) {
    this.span = span;
    this.within = within;
  }

  /** @param {number} time in ms @param {Pose} pose */
  add(time, pose) {
    this.#poses.push({ time, pose });
    while (time - (this.#poses[0]?.time ?? time) > this.span) this.#poses.shift();
  }

  get last() {
    return this.#poses.at(-1)?.pose ?? null;
  }

  clear() {
    this.#poses = [];
  }

  /**
   * The mean of the poses back to where it was moved (by more than 3° at once); null before there is any.
   * @param {string} position
   * @returns {Pose | null}
   */
  zero(position) {
    /** @type {Pose[]} */
    const near = [];
    for (const { pose } of [...this.#poses].reverse()) {
      const moved = near.length ? internalRotation(meanPose(near), pose, { side: "left", position }) : 0;
      if (Math.abs(moved ?? 0) > this.within) break;
      near.push(pose);
    }
    return near.length ? meanPose(near) : null;
  }
}

/** Tells when an angle has stayed within ±0.5° for one second, and its mean over that second.
 *
 *  The sensor's own noise is smoothed away before judging (80 ms); the mean is of what came. */
export class Stillness {
  /** @type {{time: number, degrees: number, smooth: number}[]} */
  #samples = [];

  /** `span` and `settle` in ms, `within` and `jump` in degrees. */
  constructor({ span = 1000, within = 0.5, settle = 80, jump = 3 } = {}) {
    this.span = span;
    this.within = within;
    this.settle = settle;
    this.jump = jump;
  }

  clear() {
    this.#samples = [];
  }

  /**
   * `still`: the share of the second that it has been still for, from 0 to 1; `mean`: at 1 the mean, else null.
   * @param {number} time in ms
   * @param {number} degrees
   * @returns {{still: number, mean: number | null}}
   */
  add(time, degrees) {
    this.#samples.push({ time, degrees, smooth: this.#smooth(time, degrees) });
    while (time - (this.#samples[1]?.time ?? time) >= this.span) this.#samples.shift();
    let [low, high, since] = [Infinity, -Infinity, time];
    /** @type {number[]} */
    const kept = [];
    for (const sample of [...this.#samples].reverse()) {
      low = Math.min(low, sample.smooth);
      high = Math.max(high, sample.smooth);
      if (high - low > 2 * this.within) break;
      since = sample.time;
      kept.push(sample.degrees);
    }
    const still = Math.min(1, (time - since) / this.span);
    return { still, mean: still < 1 ? null : kept.reduce((sum, value) => sum + value, 0) / kept.length };
  }

  /** @param {number} time @param {number} degrees */
  #smooth(time, degrees) {
    const last = this.#samples.at(-1);
    if (!last || Math.abs(degrees - last.smooth) > this.jump) return degrees;
    return last.smooth + (degrees - last.smooth) * (1 - Math.exp((last.time - time) / this.settle));
  }
}
