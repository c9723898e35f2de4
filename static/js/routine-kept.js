// How far a routine is, and how its cues are set: kept on the device.

/**
 * @typedef {Object} Kept
 * @property {string} day that it counts for
 * @property {import("./routine-plan.js").Item[]} items as they were when it was begun
 * @property {import("./routine-timer.js").State} state
 * @property {boolean} left somebody has left it on purpose: it doesn't come back by itself
 *
 * @typedef {{sound: boolean, vibration: boolean, voice: boolean, pace: number}} Settings
 */

/** @param {string} key @returns {any} */
function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

/** @param {string} key @param {unknown} value */
function write(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing guides all the same; it can't be left and come back to.
  }
}

/** Cleared when its owner signs out (device.js). @param {string} user @param {string} programme */
const keyFor = (user, programme) => `medial-routine-${user}-${programme}`;

/** @param {string} user @param {string} programme @returns {Kept | null} */
export const recall = (user, programme) => read(keyFor(user, programme));

/** Is there anything to tell of it? @param {import("./routine-timer.js").State} state */
export const isBegun = (state) => state.hurt !== null || state.done.some((one) => one !== null);

/** @param {string} user @param {string} programme @param {Kept | null} kept */
export const remember = (user, programme, kept) => write(keyFor(user, programme), kept);

/** @returns {Settings} */
export const settings = () => ({ sound: true, vibration: true, voice: true, pace: 0, ...read("medial-cues") });

/** @param {Settings} chosen */
export const keepSettings = (chosen) => write("medial-cues", chosen);
