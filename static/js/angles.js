// Angles as they are typed, and their mean: the same arithmetic as assessments/domain/trials.py.

export const LARGEST = 90;
const UNUSUAL_BELOW = 5;
const UNUSUAL_ABOVE = 70;

/**
 * Degrees from "34.5", "34,5" or " 34.5° "; null from nothing; NaN from what the server would refuse.
 * @param {string} text
 * @returns {number | null}
 */
export function parseAngle(text) {
  const typed = text.trim().replace(/[°º]+$/, "").trimEnd();
  if (text.trim() === "") return null;
  if (!/^(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)$/.test(typed)) return NaN;
  const degrees = Number(typed.replace(",", "."));
  return degrees <= LARGEST ? degrees : NaN;
}

/**
 * The mean of the trials typed for a hip; null where there is none yet, NaN where one can't be taken.
 * @param {string[]} texts
 * @returns {number | null}
 */
export function meanOf(texts) {
  const trials = texts.map(parseAngle).filter((degrees) => degrees !== null);
  if (trials.length === 0) return null;
  return Number((trials.reduce((sum, degrees) => sum + degrees, 0) / trials.length).toFixed(9));
}

/** Below 5° or above 70°: possible, but worth the question. @param {number | null} degrees */
export function isUnusual(degrees) {
  return degrees !== null && (degrees < UNUSUAL_BELOW || degrees > UNUSUAL_ABOVE);
}

/**
 * "29.0°" in the reader's own way to write decimals; a dash where there is no number.
 * @param {number | null} degrees
 * @param {string} [language]
 */
export function inDegrees(degrees, language = "en-GB") {
  if (degrees === null || Number.isNaN(degrees)) return "–";
  const oneDecimal = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return `${new Intl.NumberFormat(language, oneDecimal).format(degrees)}°`;
}
