// What is the same for every row of a sheet: how it is measured, the club's rules, the words, the addresses.

/**
 * @typedef {"left" | "right"} Side
 * @typedef {import("./findings.js").Chip} Chip
 * @typedef {{tested_on: string, position: string, motion: string, instrument: string}} Method
 * @typedef {Method & {trials: number}} Setup what was chosen once; `trials` is the number of fields a hip
 *
 * @typedef {Object} Beside what goes with the readings of a test
 * @property {string} warm_up
 * @property {number | null} pain_left
 * @property {number | null} pain_right
 * @property {string[]} symptoms
 * @property {string[]} compensations
 * @property {string} note
 *
 * @typedef {{left_trials: (number | string)[], right_trials: (number | string)[]}} Readings in degrees
 * @typedef {Method & Beside & Readings} Content a test as it is entered
 *
 * @typedef {Object} Identity
 * @property {string} id
 * @property {string} athlete
 * @property {number} version
 * @property {number | null} left_degrees the mean
 * @property {number | null} right_degrees
 *
 * @typedef {Object} Authorship who saved a stored test, and what stands out of it; the API's own answer lacks most
 * @property {Chip[] | null} [chips]
 * @property {string} [tester] a name; "" where nobody is known
 * @property {string | null} [by] the tester's id
 * @property {boolean} [own] saved by whoever looks at the sheet
 * @property {string} [at] the time of day in the club
 *
 * @typedef {Content & Identity & Authorship} StoredTest
 *
 * @typedef {Object} Context
 * @property {Setup} setup
 * @property {import("./findings.js").Rules} rules
 * @property {string} language
 * @property {string} user the id of who is typing
 * @property {string} club the id of the club that the sheet is of
 * @property {(name: string, values?: Record<string, string | number>) => string} text words with values put in
 * @property {(key: string) => string} testUrl where a test is stored
 * @property {(key: string) => string} pageUrl where a stored test is read
 * @property {(key: string) => string} moveUrl
 * @property {(key: string) => string} deleteUrl
 */

/** @type {readonly Side[]} */
export const SIDES = ["left", "right"];
const METHOD = /** @type {const} */ (["tested_on", "position", "motion", "instrument"]);

/** @param {HTMLElement} page the element with everything that the server tells the sheet @returns {Context} */
export function contextOf(page) {
  const { sample = "", sheet, rules, words, user = "", club = "" } = page.dataset;
  /** @type {Record<string, string>} */
  const said = JSON.parse(words ?? "{}");
  const address = (/** @type {string} */ name) => (/** @type {string} */ key) => (page.dataset[name] ?? "").replace(sample, key);
  return {
    setup: JSON.parse(sheet ?? "{}"),
    rules: JSON.parse(rules ?? "{}"),
    language: document.documentElement.lang,
    user,
    club,
    text: (name, values = {}) => fill(said[name] ?? "", values),
    testUrl: address("testUrl"),
    pageUrl: address("pageUrl"),
    moveUrl: address("moveUrl"),
    deleteUrl: address("deleteUrl"),
  };
}

/** Puts values where `{name}` stands. @param {string} text @param {Record<string, string | number>} values */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_whole, name) => String(values[name] ?? ""));
}

/** Only day and method, without the number of fields. @param {Method} of @returns {Method} */
export function methodOf({ tested_on, position, motion, instrument }) {
  return { tested_on, position, motion, instrument };
}

/** Does a test or an entry belong on this sheet? @param {Partial<Method>} one @param {Setup} setup */
export function isOf(one, setup) {
  return METHOD.every((name) => one[name] === setup[name]);
}
