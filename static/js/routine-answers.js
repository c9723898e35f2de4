// What is answered in the guided routine: why an exercise is left out, what hurts; and the form that all of it goes into.
import { inWords } from "./days.js";
import { outcomesOf } from "./routine-plan.js";
import { filled, part } from "./routine-screen.js";
import { STOP } from "./routine-timer.js";
import { fillIn, valueOf } from "./session-form.js";

/** @typedef {import("./routine-plan.js").Item} Item */
/** @typedef {import("./routine-timer.js").State} State */

/**
 * @param {HTMLDialogElement} dialog @param {HTMLFormElement} form @param {Record<string, string>} words
 */
export function answersOf(dialog, form, words) {
  /** @param {string} name @returns {HTMLInputElement[]} */
  const radios = (name) => [...dialog.querySelectorAll(`[name^="${name}-"]`)].map((one) => /** @type {HTMLInputElement} */ (one));
  const pick = (/** @type {string} */ name) => radios(name).find((one) => one.checked)?.value ?? "";

  /** @param {string} sentence */
  function complain(sentence) {
    for (const one of dialog.querySelectorAll("[data-error]")) one.textContent = sentence;
    if (sentence) part(dialog, "said").textContent = sentence;
  }

  /** Nothing is answered yet. */
  function clear() {
    for (const radio of [...radios("skip"), ...radios("place"), ...radios("pain")]) radio.checked = false;
    complain("");
  }

  /** Why it is left out; where that isn't chosen it says so, and there is none. @returns {string} */
  function reason() {
    const chosen = pick("skip");
    if (!chosen) complain(String(words.choose_reason));
    return chosen;
  }

  /** Where it hurts and how much; where one isn't chosen it says so, and there is neither. */
  function hurt() {
    const [where, pain] = [pick("place"), pick("pain")];
    if (where && pain) return { where, pain: Number(pain) };
    complain(String(where ? words.choose_pain : words.choose_place));
    return null;
  }

  /** The signs to look out for after this exercise. @param {number | undefined} id */
  function showSigns(id) {
    for (const signs of dialog.querySelectorAll("[data-signs]")) /** @type {HTMLElement} */ (signs).hidden = signs.getAttribute("data-signs") !== String(id);
  }

  /** What was done so far, in the form. @param {string} programme @param {string} day @param {Item[]} items @param {State} state */
  function write(programme, day, items, state) {
    const outcomes = outcomesOf(items, state.done, state.reasons, state.begun).filter((one) => one.outcome);
    const exercises = outcomes.map((one) => ({
      prescribed: one.id, outcome: one.outcome, sets_left: one.left, sets_right: one.right, reason: one.reason, reps: one.reps,
    }));
    const pain = state.hurt?.pain ?? null;
    const effort = valueOf(form, "effort");
    fillIn(form, {
      programme, done_on: day, exercises, pain, pain_where: state.hurt?.where ?? "",
      effort: effort ? Number(effort) : null, note: valueOf(form, "note"),
    });
  }

  /** The pain chosen at the end goes into the form, and has the same rule. */
  function judge() {
    const pain = pick("end-pain");
    for (const radio of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll('[name="pain"]'))) radio.checked = radio.value === pain;
    part(dialog, "rule").hidden = Number(pain) < STOP;
  }

  /**
   * At the end, the worst pain that was told is the answer until another is chosen; `begun` is the day that it counts
   * for, where that is over.
   * @param {number | undefined} worst @param {string} begun
   */
  function askAtEnd(worst, begun) {
    const line = part(dialog, "counts-for");
    line.hidden = !begun;
    line.textContent = begun ? filled(String(line.dataset.words), { day: inWords(begun, document.documentElement.lang) }) : "";
    for (const radio of radios("end-pain")) radio.checked = radio.value === String(worst ?? "");
    judge();
  }

  return { clear, complain, reason, hurt, showSigns, write, judge, askAtEnd };
}
