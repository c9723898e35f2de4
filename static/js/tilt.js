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

const RADIANS = Math.PI / 180;
/** A screen that leans further than 60° from upright shows too little of gravity in its plane. */
export const LEAST_IN_PLANE = 0.5;
const SIGN = { left: 1, right: -1 };

/** Is it gravity in the plane of the screen that tells the angle, or the turn about the vertical? */
export function isAboutVertical(position) {
  return position === "supine_90";
}

/** Where up is, in the phone's axes, from the angles of `deviceorientation` in degrees. Alpha doesn't matter. */
export function upFromOrientation(beta, gamma) {
  const [b, g] = [beta * RADIANS, gamma * RADIANS];
  return [-Math.cos(b) * Math.sin(g), Math.sin(b), Math.cos(b) * Math.cos(g)];
}

/** The same from `accelerationIncludingGravity` of a phone at rest; null in free fall or without numbers.
 *  Some phones report its opposite: the angle between two of them is the same. */
export function upFromAcceleration({ x, y, z }) {
  const length = Math.hypot(x, y, z);
  return Number.isFinite(length) && x !== null && length > 1 ? [x / length, y / length, z / length] : null;
}

/** The phone's axes in the world (rows east, north, up; up to a heading), as `deviceorientation` defines them. */
export function attitudeFrom(alpha, beta, gamma) {
  const [a, b, g] = [alpha * RADIANS, beta * RADIANS, gamma * RADIANS];
  const [sa, ca, sb, cb, sg, cg] = [Math.sin(a), Math.cos(a), Math.sin(b), Math.cos(b), Math.sin(g), Math.cos(g)];
  return [
    [ca * cg - sa * sb * sg, -cb * sa, ca * sg + cg * sa * sb],
    [cg * sa + ca * sb * sg, ca * cb, sa * sg - ca * cg * sb],
    [-cb * sg, sb, cb * cg],
  ];
}

/** How the phone is held: `{up, attitude}`; attitude is null where only gravity is known. Null without numbers. */
export function poseFromOrientation({ alpha, beta, gamma }) {
  if (![beta, gamma].every(Number.isFinite)) return null;
  return { up: upFromOrientation(beta, gamma), attitude: Number.isFinite(alpha) ? attitudeFrom(alpha, beta, gamma) : null };
}

export function poseFromAcceleration(acceleration) {
  const up = acceleration && upFromAcceleration(acceleration);
  return up ? { up, attitude: null } : null;
}

/** Several poses close to each other, as one. */
export function meanPose(poses) {
  const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const up = [0, 1, 2].map((i) => mean(poses.map((pose) => pose.up[i])));
  if (poses.some((pose) => !pose.attitude)) return { up, attitude: null };
  return { up, attitude: [0, 1, 2].map((i) => [0, 1, 2].map((j) => mean(poses.map((pose) => pose.attitude[i][j])))) };
}

/** How far the phone turned in the plane of its screen, in degrees, counter-clockwise as its reader sees it. */
function turnOnScreen([x0, y0], [x1, y1]) {
  return Math.atan2(x1 * y0 - y1 * x0, x1 * x0 + y1 * y0) / RADIANS;
}

/** How far it turned about the vertical, in degrees, counter-clockwise seen from above. */
function turnAboutVertical(zero, now) {
  const part = (i, j) => now[i].reduce((sum, value, k) => sum + value * zero[j][k], 0);
  return Math.atan2(part(1, 0) - part(0, 1), part(0, 0) + part(1, 1)) / RADIANS;
}

/** Can the angle be told from this pose? "fine"; "flat": the screen faces the sky or the floor;
 *  "heading": this position needs a gyroscope, and there is none. */
export function suitability(pose, position) {
  if (isAboutVertical(position)) return pose.attitude ? "fine" : "heading";
  return Math.hypot(pose.up[0], pose.up[1]) < LEAST_IN_PLANE ? "flat" : "fine";
}

/** Internal rotation of `side` since the pose taken in neutral, in degrees; negative is external rotation.
 *  Null where it can't be told. */
export function internalRotation(zero, now, { side, position }) {
  if (suitability(now, position) !== "fine" || suitability(zero, position) !== "fine") return null;
  const turned = isAboutVertical(position) ? turnAboutVertical(zero.attitude, now.attitude) : turnOnScreen(zero.up, now.up);
  return SIGN[side] * turned;
}

/** The latest poses, for a zero that one shaky moment (the tap that asks for it) doesn't decide. */
export class Recent {
  #poses = [];

  constructor({ span = 400, within = 3 } = {}) {
    Object.assign(this, { span, within });
  }

  add(time, pose) {
    this.#poses.push({ time, pose });
    while (time - this.#poses[0].time > this.span) this.#poses.shift();
  }

  get last() {
    return this.#poses.at(-1)?.pose ?? null;
  }

  clear() {
    this.#poses = [];
  }

  /** The mean of the poses back to where it was moved (by more than 3° at once); null before there is any. */
  zero(position) {
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
  #samples = [];

  constructor({ span = 1000, within = 0.5, settle = 80, jump = 3 } = {}) {
    Object.assign(this, { span, within, settle, jump });
  }

  clear() {
    this.#samples = [];
  }

  /** `{still, mean}`: the share of the second that it has been still for, from 0 to 1, and at 1 the mean, else null. */
  add(time, degrees) {
    this.#samples.push({ time, degrees, smooth: this.#smooth(time, degrees) });
    while (this.#samples.length > 1 && time - this.#samples[1].time >= this.span) this.#samples.shift();
    let [low, high, since] = [Infinity, -Infinity, time];
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

  #smooth(time, degrees) {
    const last = this.#samples.at(-1);
    if (!last || Math.abs(degrees - last.smooth) > this.jump) return degrees;
    return last.smooth + (degrees - last.smooth) * (1 - Math.exp((last.time - time) / this.settle));
  }
}
