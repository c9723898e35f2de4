// The fields that a measuring tool fills: the trials of the form that says `data-measured`, and its instrument.
import { all, enter, fieldOf, one } from "./elements.js";

/**
 * @typedef {import("./tilt.js").Side} Side
 * @typedef {{side: Side, n: number, input: HTMLInputElement}} Slot one reading to take
 */

export const form = one(document, "form[data-measured]", HTMLFormElement);

/** @param {Side} side @returns {Slot[]} */
export const slotsOf = (side) =>
  all(form, `input[name^="${side}_"].angle`, HTMLInputElement).map((input, i) => ({ side, n: i + 1, input }));

/** The side's first field that nothing is typed in yet. @param {Side} side */
const firstFree = (side) => slotsOf(side).find(({ input }) => input.value.trim() === "");

/** @param {Side} side */
export const hasRoom = (side) => Boolean(firstFree(side));

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
    const [free, angle] = [firstFree(side), degrees[side]];
    if (!free || angle === undefined) continue;
    enter(free.input, angle.toFixed(1));
    filled.push(free.input);
  }
  setInstrument(instrument);
  return filled;
}
