// What is typed and can't go to the outbox yet (an impossible number, a question that is open, half a number as the
// tab is closed): kept on the device under its user, and never sent from here.

/**
 * @typedef {Object} Draft
 * @property {string} key of the test that it changes; "" for a new one
 * @property {number} version of that test as it was when it was typed
 * @property {string[]} values as typed
 * @property {import("./test-day-context.js").Beside} beside
 * @property {number} at in ms
 */

const PREFIX = "medial-draft";
/** Whoever hasn't come back to a number by then won't know any more what it was. */
const STAYS = 14 * 24 * 3_600_000;

/** @param {string} user */
const prefixOf = (user) => `${PREFIX} ${user} `;

/** The names of what is kept for a user; none where the browser keeps nothing. @param {string} user */
function namesOf(user) {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(prefixOf(user)));
  } catch {
    return [];
  }
}

/** How many of a user's rows are only on this device, and not even in the outbox. @param {string} user */
export function countDrafts(user) {
  return namesOf(user).length;
}

/** @param {string} user */
export function forgetDrafts(user) {
  for (const name of namesOf(user)) localStorage.removeItem(name);
}

/** The drafts of one sheet, by athlete. */
export class Drafts {
  #prefix;

  /** @param {string} user @param {string} sheet what tells this sheet from another one of the same user */
  constructor(user, sheet) {
    this.#prefix = `${prefixOf(user)}${sheet} `;
    this.#forgetOld(user);
  }

  /** @param {string} athlete @param {Draft} draft @returns {boolean} whether the browser took it */
  keep(athlete, draft) {
    try {
      localStorage.setItem(this.#prefix + athlete, JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  }

  /** @param {string} athlete @returns {Draft | null} */
  find(athlete) {
    try {
      return JSON.parse(localStorage.getItem(this.#prefix + athlete) ?? "null");
    } catch {
      return null;
    }
  }

  /** @param {string} athlete */
  drop(athlete) {
    try {
      localStorage.removeItem(this.#prefix + athlete);
    } catch {
      // A browser that keeps nothing has nothing to drop.
    }
  }

  /** @param {string} user */
  #forgetOld(user) {
    for (const name of namesOf(user)) {
      try {
        const { at } = JSON.parse(localStorage.getItem(name) ?? "{}");
        if (!(at > Date.now() - STAYS)) localStorage.removeItem(name);
      } catch {
        localStorage.removeItem(name);
      }
    }
  }
}
