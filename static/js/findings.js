// What stands out of a test before the server has answered: the rules of assessments/domain/findings.py for the
// band, below, left and right apart, and the change since last time. All angles in degrees, compared unrounded.

const Z95 = 1.96;
const Z95_ONE_SIDED = 1.645;
const STRONG = 15;
/** Forgives what binary fractions take from a difference, as the server does. */
const HAIR = 1e-9;

/**
 * @typedef {{sufficient: number, optimal: number, asymmetry: number, sem: number, chips?: any}} Rules
 * @typedef {{left: number|null, right: number|null, limit: number}} Previous last time, and the least real change
 * @typedef {{degrees: number, band: string, below: string|null, near: boolean, change: string|null}} Hip
 * @typedef {{degrees: number, stiffer: string|null, flagged: boolean, strong: boolean, withinError: boolean}} Apart
 */

/**
 * @param {number|null} left
 * @param {number|null} right
 * @param {Rules} rules
 * @param {Previous|null} [previous]
 * @returns {{left: Hip|null, right: Hip|null, asymmetry: Apart|null}}
 */
export function findingsOf(left, right, rules, previous = null) {
  return {
    left: left === null ? null : hipOf(left, rules, previous?.left ?? null, previous?.limit ?? Infinity),
    right: right === null ? null : hipOf(right, rules, previous?.right ?? null, previous?.limit ?? Infinity),
    asymmetry: left === null || right === null ? null : apartOf(left, right, rules),
  };
}

/** @param {number} degrees @param {Rules} rules @param {number|null} last @param {number} limit @returns {Hip} */
function hipOf(degrees, rules, last, limit) {
  const line = rules.sufficient;
  const margin = Z95_ONE_SIDED * rules.sem;
  return {
    degrees,
    band: degrees < line ? "limited" : degrees < rules.optimal ? "sufficient" : "optimal",
    below: degrees < line ? (degrees < line - margin ? "clear" : "borderline") : null,
    near: line <= degrees && degrees <= line + margin,
    change: last === null ? null : changeOf(degrees - last, limit),
  };
}

/** @param {number} degrees @param {number} limit */
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
 * @param {ReturnType<typeof findingsOf>} found
 * @param {Rules} rules
 * @param {string} [language]
 * @returns {{chip: string, tone: string}[]}
 */
export function chipsOf(found, rules, language = "en-GB") {
  const words = rules.chips;
  const chips = [];
  const hips = /** @type {[string, Hip|null][]} */ ([["left", found.left], ["right", found.right]]);
  for (const [side, hip] of hips) {
    if (hip?.below) chips.push({ chip: words[hip.below][side], tone: hip.below === "clear" ? "below" : "maybe" });
  }
  if (found.asymmetry?.flagged) {
    const degrees = oneDecimal(found.asymmetry.degrees, language);
    chips.push({ chip: words.apart.replace("{degrees}", `${degrees}°`), tone: "asym" });
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
