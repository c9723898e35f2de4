// What one result says on its own: the same rules as assessments/domain/findings.py.

/** @typedef {{sufficient: number, optimal: number, asymmetry: number}} Targets in degrees */

/** Binary fractions make a difference a hair less than it is. */
const HAIR = 1e-9;

/**
 * "limited", "sufficient" or "optimal", of an unrounded mean.
 * @param {number} degrees
 * @param {Targets} targets
 */
export function bandOf(degrees, { sufficient, optimal }) {
  if (degrees < sufficient) return "limited";
  return degrees < optimal ? "sufficient" : "optimal";
}

/**
 * How sure that is beside the line: "clear" and "borderline" are below it, "near" is above but can't be told from it,
 * "above" can.
 * @param {number} degrees
 * @param {Targets} targets
 * @param {number} margin 1.645 standard errors of the method, in degrees
 */
export function certaintyOf(degrees, { sufficient }, margin) {
  if (degrees < sufficient) return degrees < sufficient - margin ? "clear" : "borderline";
  return degrees <= sufficient + margin ? "near" : "above";
}

/**
 * Left and right: "apart", else "alike" where the method can't tell them apart (its MDC95), else "close".
 * @param {number} left
 * @param {number} right
 * @param {Targets} targets
 * @param {number} mdc95 of the method, in degrees
 */
export function asymmetryOf(left, right, { asymmetry }, mdc95) {
  const degrees = Math.abs(left - right);
  if (degrees >= Math.max(asymmetry, mdc95) - HAIR) return "apart";
  return degrees < mdc95 - HAIR ? "alike" : "close";
}

/**
 * How many decimals keep a number from being shown as the very limit that it misses.
 * @param {number} degrees
 * @param {number[]} limits
 */
export function decimalsBeside(degrees, limits) {
  return limits.some((limit) => degrees.toFixed(1) === limit.toFixed(1) && Math.abs(degrees - limit) > HAIR) ? 2 : 1;
}
