// A day's log: the form of the page, as the API takes it, and back.

/**
 * @typedef {{prescribed: number, outcome: string, sets_left: number | null, sets_right: number | null, reason: string, reps: number | null}} Done
 *
 * @typedef {Object} Body a session as the API takes it
 * @property {string} programme
 * @property {string} done_on such as "2026-09-02"
 * @property {Done[]} exercises
 * @property {number | null} pain
 * @property {string} pain_where
 * @property {number | null} effort
 * @property {string} note
 * @property {number} [version]
 */

/** @param {HTMLFormElement} form @param {string} name */
const field = (form, name) => /** @type {any} */ (form.elements.namedItem(name));

/** @param {HTMLFormElement} form @param {string} name @returns {string} "" where there is none, or nothing chosen */
export const valueOf = (form, name) => field(form, name)?.value ?? "";

/** @param {HTMLFormElement} form @param {string} name @param {string | number | null} value */
export function choose(form, name, value) {
  const found = field(form, name);
  if (!found) return;
  const text = value === null ? "" : String(value);
  if (found instanceof RadioNodeList) {
    for (const one of found) /** @type {HTMLInputElement} */ (one).checked = /** @type {HTMLInputElement} */ (one).value === text;
  } else found.value = text;
}

/** The numbers of the form's exercises. @param {HTMLFormElement} form @returns {number[]} */
export function exercisesOf(form) {
  const names = [...form.elements].map((one) => /^outcome_(\d+)$/.exec(/** @type {HTMLInputElement} */ (one).name)?.[1]);
  return [...new Set(names.filter((one) => one !== undefined))].map(Number);
}

/** @param {string} text */
const number = (text) => (text === "" ? null : Number(text));

/** What the form says. @param {HTMLFormElement} form @param {string} day @returns {Body} */
export function bodyOf(form, day) {
  const answered = exercisesOf(form).filter((id) => valueOf(form, `outcome_${id}`));
  const version = number(valueOf(form, "version"));
  return {
    programme: String(form.dataset.programme),
    done_on: day,
    exercises: answered.map((id) => ({
      prescribed: id,
      outcome: valueOf(form, `outcome_${id}`),
      sets_left: number(valueOf(form, `sets_left_${id}`)),
      sets_right: number(valueOf(form, `sets_right_${id}`)),
      reason: valueOf(form, `reason_${id}`),
      reps: number(valueOf(form, `reps_${id}`)),
    })),
    pain: number(valueOf(form, "pain")),
    pain_where: valueOf(form, "pain_where"),
    effort: number(valueOf(form, "effort")),
    note: valueOf(form, "note"),
    ...(version ? { version } : {}),
  };
}

/** Puts answers into the form, over what is there. @param {HTMLFormElement} form @param {Body} body */
export function fillIn(form, body) {
  const done = new Map(body.exercises.map((one) => [one.prescribed, one]));
  for (const id of exercisesOf(form)) {
    const one = done.get(id);
    choose(form, `outcome_${id}`, one?.outcome ?? "");
    choose(form, `reason_${id}`, one?.reason ?? "");
    choose(form, `reps_${id}`, one?.reps ?? null);
    for (const side of ["left", "right"]) {
      const sets = one?.[/** @type {"sets_left" | "sets_right"} */ (`sets_${side}`)];
      if (one?.outcome === "partly") choose(form, `sets_${side}_${id}`, sets ?? 0);
    }
  }
  for (const name of /** @type {const} */ (["pain", "pain_where", "effort", "note"])) choose(form, name, body[name]);
  form.dispatchEvent(new Event("change"));
}
