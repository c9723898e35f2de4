// Days as the server names them, such as "2026-09-02".

/** Before this hour what was begun yesterday still counts for yesterday (coaching/domain/day.py). */
const NIGHT_ENDS = 4;

/**
 * The day it is in a place. @param {string} zone such as "Europe/London" @param {number} now in ms
 * @returns {{day: string, hour: number}}
 */
export function dayIn(zone, now) {
  const options = /** @type {const} */ ({ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", hourCycle: "h23", timeZone: zone });
  const parts = Object.fromEntries(new Intl.DateTimeFormat("en-GB", options).formatToParts(now).map((one) => [one.type, one.value]));
  return { day: `${parts.year}-${parts.month}-${parts.day}`, hour: Number(parts.hour) };
}

/** The day before. @param {string} day */
export function before(day) {
  return new Date(Date.parse(`${day}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** The day that a log counts for, given the day it was begun on. @param {string} begun @param {string} zone @param {number} now */
export function dayOfLog(begun, zone, now) {
  const { day, hour } = dayIn(zone, now);
  return hour < NIGHT_ENDS && begun === before(day) ? begun : day;
}

/** In words. @param {string} day @param {string} language */
export function inWords(day, language) {
  const options = /** @type {const} */ ({ weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
  return new Intl.DateTimeFormat(language, options).format(Date.parse(`${day}T12:00:00Z`));
}
