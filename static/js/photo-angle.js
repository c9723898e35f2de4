// The angle of a shin on a picture: pure functions of marks, in pixels of the picture (y runs downwards).

/**
 * @typedef {{x: number, y: number}} Point
 * @typedef {"left" | "right"} Side  the athlete's own
 * @typedef {"left_knee" | "left_ankle" | "right_knee" | "right_ankle"} MarkName
 * @typedef {Record<MarkName, Point>} Marks
 * @typedef {{position: string, swapped: boolean}} View  `swapped`: the athlete's left is on the picture's left
 */

/** @type {readonly Side[]} */
export const SIDES = ["left", "right"];
/** @type {readonly MarkName[]} */
export const MARKS = ["right_knee", "right_ankle", "left_knee", "left_ankle"];
/** A ray's length in shins. */
const RAY = 1.35;
/** What a picture that nobody turned has for down. */
export const PICTURES_OWN = Object.freeze({ x: 0, y: 1 });

/**
 * Down as a unit vector, from two marks on something upright; null where they are in one place.
 * @param {Point} top
 * @param {Point} bottom
 * @returns {Point | null}
 */
export function downOf(top, bottom) {
  const length = Math.hypot(bottom.x - top.x, bottom.y - top.y);
  return length < 1e-9 ? null : { x: (bottom.x - top.x) / length, y: (bottom.y - top.y) / length };
}

/**
 * Does internal rotation lead to the right of the (upright) picture? Facing the athlete, their left is on the right
 * and the shin swings outwards; with straight legs the foot tips inwards instead.
 * @param {Side} side
 * @param {View} view
 * @returns {1 | -1}
 */
function towards(side, { position, swapped }) {
  const outwards = (side === "left") === swapped ? -1 : 1;
  return position === "supine" ? /** @type {1 | -1} */ (-outwards) : outwards;
}

/**
 * Degrees between a shin and the vertical, internal rotation positive; null where both marks are in one place.
 * Knees may be above the ankles (seated) or below (prone): the nearer end of the vertical counts.
 * @param {Point} knee
 * @param {Point} ankle
 * @param {Side} side
 * @param {View & {down?: Point}} view
 * @returns {number | null}
 */
export function shinAngle(knee, ankle, side, { down = PICTURES_OWN, ...view }) {
  const shin = { x: ankle.x - knee.x, y: ankle.y - knee.y };
  if (Math.hypot(shin.x, shin.y) < 1e-9) return null;
  const along = shin.x * down.x + shin.y * down.y;
  const rightwards = shin.x * down.y - shin.y * down.x;
  return (Math.atan2(rightwards * towards(side, view), Math.abs(along)) * 180) / Math.PI;
}

/**
 * Both shins at once.
 * @param {Marks} marks
 * @param {View & {down?: Point}} view
 * @returns {Record<Side, number | null>}
 */
export function anglesOf(marks, view) {
  return {
    left: shinAngle(marks.left_knee, marks.left_ankle, "left", view),
    right: shinAngle(marks.right_knee, marks.right_ankle, "right", view),
  };
}

/**
 * Where the ray at `degrees` of internal rotation ends: so that it shows beside the shin, a little farther from the
 * knee than the ankle is.
 * @param {Point} knee
 * @param {Point} ankle
 * @param {Side} side
 * @param {number} degrees
 * @param {View & {down?: Point}} view
 * @returns {Point}
 */
export function rayEnd(knee, ankle, side, degrees, { down = PICTURES_OWN, ...view }) {
  const shin = { x: ankle.x - knee.x, y: ankle.y - knee.y };
  const length = Math.hypot(shin.x, shin.y) * RAY;
  const way = shin.x * down.x + shin.y * down.y < 0 ? -1 : 1;
  const turn = (degrees * Math.PI) / 180;
  const along = Math.cos(turn) * length * way;
  const across = Math.sin(turn) * length * towards(side, view);
  return { x: knee.x + down.x * along + down.y * across, y: knee.y + down.y * along - down.x * across };
}

/**
 * Where the marks wait on a new picture: where the shins will roughly be.
 * @param {number} width
 * @param {number} height
 * @param {View} view
 * @returns {Marks}
 */
export function firstMarks(width, height, { position, swapped }) {
  const [knees, ankles] = position === "prone" || position === "supine" ? [0.75, 0.35] : [0.35, 0.75];
  /** @type {(across: number, down: number) => Point} */
  const at = (across, down) => ({ x: Math.round(width * across), y: Math.round(height * down) });
  const facing = {
    right_knee: at(0.42, knees),
    right_ankle: at(0.3, ankles),
    left_knee: at(0.58, knees),
    left_ankle: at(0.7, ankles),
  };
  return swapped ? otherSides(facing) : facing;
}

/**
 * The same places under the other side's names.
 * @param {Marks} marks
 * @returns {Marks}
 */
export function otherSides(marks) {
  return {
    right_knee: marks.left_knee,
    right_ankle: marks.left_ankle,
    left_knee: marks.right_knee,
    left_ankle: marks.right_ankle,
  };
}

/**
 * The nearest place inside the picture.
 * @param {Point} point
 * @param {number} width
 * @param {number} height
 * @returns {Point}
 */
export function inside({ x, y }, width, height) {
  return { x: Math.min(Math.max(x, 0), width), y: Math.min(Math.max(y, 0), height) };
}
