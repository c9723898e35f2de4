// The fields that a measuring tool fills: the trials of the form that says `data-measured`, and its instrument.
import { inDegrees, meanOf } from "./angles.js";
import { all, enter, fieldOf, one } from "./elements.js";

/**
 * @typedef {import("./tilt.js").Side} Side
 * @typedef {{side: Side, n: number, input: HTMLInputElement}} Slot one reading to take
 */

const form = one(document, "form[data-measured]", HTMLFormElement);
export const language = document.documentElement.lang;

/** @param {Side} side @returns {Slot[]} */
const slotsOf = (side) =>
  all(form, `input[name^="${side}_"].angle`, HTMLInputElement).map((input, i) => ({ side, n: i + 1, input }));

export const slots = [...slotsOf("left"), ...slotsOf("right")];

/** @param {Side} side */
export const of = (side) => slots.filter((slot) => slot.side === side);

/** The reading that a button stands for. @param {HTMLElement} choice */
export const slotOf = (choice) => slots.find(({ side, n }) => choice.dataset.slot === `${side}_${n}`);

/** @param {Slot} slot */
const isFree = (slot) => slot.input.value.trim() === "";

/** The first of these that nothing is typed in yet. @param {Slot[]} [among] */
export const firstFree = (among = slots) => among.find(isFree);

/** What is typed in it, in words; a dash where nothing is. @param {Slot} slot */
export const shownIn = (slot) => (isFree(slot) ? "–" : inDegrees(meanOf([slot.input.value]), language));

/** @param {Side} side */
export const meanShown = (side) => inDegrees(meanOf(of(side).map(({ input }) => input.value)), language);

/** How the form says it is measured. @param {"position" | "instrument"} name @returns {string | undefined} */
export const method = (name) => fieldOf(form, name)?.value;

/** Active or passive, in the form's words; "" where it doesn't ask. */
export function motionShown() {
  const field = fieldOf(form, "motion");
  return (field instanceof HTMLSelectElement && field.selectedOptions[0]?.text) || "";
}

/** @param {string} value */
export function setInstrument(value) {
  const field = fieldOf(form, "instrument");
  if (field && field.value !== value) enter(field, value);
}

/**
 * Enters each side's angle as its next trial.
 * @param {Partial<Record<Side, number>>} degrees
 * @param {string} instrument
 * @returns {HTMLInputElement[]} what was filled in
 */
export function enterNext(degrees, instrument) {
  const filled = [];
  for (const side of /** @type {const} */ (["left", "right"])) {
    const [free, angle] = [firstFree(of(side)), degrees[side]];
    if (!free || angle === undefined) continue;
    enter(free.input, angle.toFixed(1));
    filled.push(free.input);
  }
  setInstrument(instrument);
  return filled;
}
