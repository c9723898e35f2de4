// What stands out of a test before the server has answered: the rules of assessments/domain/findings.py for the
// band, below, left and right apart, the change since last time and the active lag. All angles in degrees, compared
// unrounded.

const Z95 = 1.96;
const Z95_ONE_SIDED = 1.645;
const STRONG = 15;
/** Forgives what binary fractions take from a difference, as the server does. */
const HAIR = 1e-9;

/**
 * @typedef {"limited" | "sufficient" | "optimal"} Band
 * @typedef {{left: string, right: string}} BySide words of either side
 * @typedef {{clear: BySide, borderline: BySide, improved: BySide, declined: BySide, lag: BySide, apart: string, on_target: string}} ChipWords
 * @typedef {Object} Rules the club's targets, and the error of the method
 * @property {number} sufficient
 * @property {number} optimal
 * @property {number} asymmetry
 * @property {number} sem
 * @property {Record<string, number>} [lagFrom] by the passive test's instrument: the least that it must go further
 * @property {ChipWords} chips
 * @typedef {{left: number | null, right: number | null, limit: number}} Beside
 *   another test: last time with the least real change, or the passive one of the day with the least active lag
 * @typedef {{degrees: number, band: Band, below: "clear" | "borderline" | null, near: boolean, change: Change | null, lag: boolean}} Hip
 * @typedef {"improved" | "declined" | "none"} Change
 * @typedef {{degrees: number, stiffer: "left" | "right" | null, flagged: boolean, strong: boolean, withinError: boolean}} Apart
 * @typedef {{left: Hip | null, right: Hip | null, asymmetry: Apart | null}} Findings
 * @typedef {{chip: string, tone: string}} Chip
 */

/**
 * @param {number | null} left
 * @param {number | null} right
 * @param {Rules} rules
 * @param {Beside | null} [previous] of the same method
 * @param {Beside | null} [passive] of an active test's day and position
 * @returns {Findings}
 */
export function findingsOf(left, right, rules, previous = null, passive = null) {
  return {
    left: left === null ? null : hipOf("left", left, rules, previous, passive),
    right: right === null ? null : hipOf("right", right, rules, previous, passive),
    asymmetry: left === null || right === null ? null : apartOf(left, right, rules),
  };
}

/**
 * @param {"left" | "right"} side @param {number} degrees @param {Rules} rules
 * @param {Beside | null} previous @param {Beside | null} passive
 * @returns {Hip}
 */
function hipOf(side, degrees, rules, previous, passive) {
  const line = rules.sufficient;
  const margin = Z95_ONE_SIDED * rules.sem;
  const last = previous?.[side] ?? null;
  const moved = passive?.[side] ?? null;
  return {
    degrees,
    band: degrees < line ? "limited" : degrees < rules.optimal ? "sufficient" : "optimal",
    below: degrees < line ? (degrees < line - margin ? "clear" : "borderline") : null,
    near: line <= degrees && degrees <= line + margin,
    change: last === null ? null : changeOf(degrees - last, previous?.limit ?? Infinity),
    lag: moved !== null && moved - degrees + HAIR >= (passive?.limit ?? Infinity),
  };
}

/** @param {number} degrees @param {number} limit @returns {Change} */
function changeOf(degrees, limit) {
  if (Math.abs(degrees) + HAIR < limit) return "none";
  return degrees > 0 ? "improved" : "declined";
}

/** @param {number} left @param {number} right @param {Rules} rules @returns {Apart} */
function apartOf(left, right, rules) {
  const degrees = Math.abs(left - right);
  const error = Z95 * Math.SQRT2 * rules.sem;
  const flagged = degrees + HAIR >= Math.max(rules.asymmetry, error);
  return {
    degrees,
    stiffer: left < right ? "left" : right < left ? "right" : null,
    flagged,
    strong: flagged && degrees + HAIR >= STRONG,
    withinError: degrees + HAIR < error,
  };
}

/**
 * The labels of a row in the server's words (`rules.chips`), in the server's order.
 * @param {Findings} found
 * @param {Rules} rules
 * @param {string} [language]
 * @returns {Chip[]}
 */
export function chipsOf(found, rules, language = "en-GB") {
  const words = rules.chips;
  /** @type {Chip[]} */
  const chips = [];
  const hips = /** @type {const} */ ([["left", found.left], ["right", found.right]]);
  for (const [side, hip] of hips) {
    if (hip?.below) chips.push({ chip: words[hip.below][side], tone: hip.below === "clear" ? "below" : "maybe" });
  }
  if (found.asymmetry?.flagged) {
    const degrees = oneDecimal(found.asymmetry.degrees, language);
    chips.push({ chip: words.apart.replace("{degrees}", `${degrees}°`), tone: "asym" });
  }
  for (const [side, hip] of hips) {
    if (hip?.lag) chips.push({ chip: words.lag[side], tone: "lag" });
  }
  for (const [side, hip] of hips) {
    if (hip?.change === "improved") chips.push({ chip: words.improved[side], tone: "up" });
    if (hip?.change === "declined") chips.push({ chip: words.declined[side], tone: "down" });
  }
  return chips.length ? chips : [{ chip: words.on_target, tone: "ok" }];
}

/**
 * One decimal as the server's labels round it: by the binary number itself, a tie such as 12.25 to the even digit.
 * @param {number} degrees
 * @param {string} language
 */
function oneDecimal(degrees, language) {
  const isTie = Number.isInteger(degrees * 4) && !Number.isInteger(degrees * 2);
  const down = Math.floor(degrees * 10);
  const rounded = isTie ? (down % 2 === 0 ? down : down + 1) / 10 : Number(degrees.toFixed(1));
  const places = { minimumFractionDigits: 1, maximumFractionDigits: 1, useGrouping: false };
  return new Intl.NumberFormat(language, places).format(rounded);
}
