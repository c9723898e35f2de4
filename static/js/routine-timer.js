// The guided routine's timer: what happens to it, as pure functions of the clock on the wall. No timer of the
// browser is counted, so that a tab that slept, or a page that was closed, can't get it wrong.

/**
 * @typedef {import("./routine-plan.js").Step} Step
 *
 * @typedef {"intro" | "switch" | "rest" | "ready" | "hold" | "reps" | "stopped" | "end"} Phase
 *   intro waits before an exercise; switch, rest and ready lead to a set; hold and reps are the set itself; stopped
 *   after pain; end when nothing is left.
 *
 * @typedef {{pain: number, where: string, id: number}} Hurt
 *
 * @typedef {Object} State
 * @property {number} at the place in the plan
 * @property {Phase} phase
 * @property {number} since when the phase began, in ms
 * @property {number | null} held how much of the phase had passed when it was paused, in ms; null while it runs
 * @property {number} seen when it was looked at last, in ms
 * @property {number} reps of this set, counted before `since`
 * @property {number} pace seconds a repetition; 0 where they are tapped
 * @property {(number | null)[]} done by step: repetitions, or 0 where none were counted; null where it wasn't done
 * @property {Record<number, string>} reasons why an exercise was left, by its id
 * @property {number[]} begun exercises that were left in the midst of a set
 * @property {Hurt | null} hurt the worst pain that was told
 *
 * @typedef {{type: "tick" | "next" | "pause" | "resume" | "tap" | "back", at: number}
 *   | {type: "away"}
 *   | {type: "pace", pace: number, at: number}
 *   | {type: "skip", reason: string, at: number}
 *   | {type: "hurt", pain: number, where: string, at: number}} Event
 */

export const READY = 5000;
export const SWITCH = 5000;
/** Looked at after a longer gap than this, nobody has heard what was said meanwhile. */
export const AWAY = 3000;
/** Pain from here on stops. */
export const STOP = 4;

/** @param {Step[]} plan @param {number} at in ms @param {number} [pace] @returns {State} */
export function begin(plan, at, pace = 0) {
  const nothing = { held: null, reps: 0, pace, done: plan.map(() => null), reasons: {}, begun: [], hurt: null };
  return { at: 0, phase: plan.length ? "intro" : "end", since: at, seen: at, ...nothing };
}

/** A step that is there: every phase but the end has one. @param {Step[]} plan @param {number} at */
const stepAt = (plan, at) => /** @type {Step} */ (plan[at]);

/** How much of the phase has passed, in ms. @param {State} state @param {number} at */
export const elapsed = (state, at) => Math.max(0, state.held ?? at - state.since);

/** How long the phase is, in ms; Infinity where somebody ends it. @param {Step[]} plan @param {State} state */
export function lasts(plan, state) {
  const step = stepAt(plan, state.at);
  switch (state.phase) {
    case "switch": return SWITCH;
    case "ready": return READY;
    case "rest": return step.rest * 1000 - READY;
    case "hold": return (step.hold ?? 0) * 1000;
    case "reps": return state.pace ? Math.max(0, step.high - state.reps) * state.pace * 1000 : Infinity;
    default: return Infinity;
  }
}

/** What is left of the phase, in ms. @param {Step[]} plan @param {State} state @param {number} at */
export const remaining = (plan, state, at) => Math.max(0, lasts(plan, state) - elapsed(state, at));

/** The repetitions of this set so far. @param {Step[]} plan @param {State} state @param {number} at */
export function counted(plan, state, at) {
  if (state.phase !== "reps" || !state.pace) return state.reps;
  const beats = Math.floor(elapsed(state, at) / (state.pace * 1000));
  return Math.min(stepAt(plan, state.at).high, state.reps + beats);
}

/** @param {State} state */
export const isRunning = (state) => state.held === null && ["switch", "rest", "ready", "hold", "reps"].includes(state.phase);

/**
 * The state after an event. A tick that finds nothing new only notes when it looked.
 *
 * @param {Step[]} plan @param {State} state @param {Event} event @returns {State}
 */
export function after(plan, state, event) {
  switch (event.type) {
    case "tick": return ticked(plan, state, event.at);
    case "next": return goneOn(plan, state, event.at);
    case "pause": return isRunning(state) ? { ...state, held: elapsed(state, event.at), seen: event.at } : state;
    case "resume": return resumed(state, event.at);
    case "away": return isRunning(state) ? { ...state, held: elapsed(state, state.seen) } : state;
    case "tap": return tapped(plan, state, event.at);
    case "pace": return paced(plan, state, event.pace, event.at);
    case "back": return wentBack(plan, state, event.at);
    case "skip": return skipped(plan, state, event.reason, event.at);
    case "hurt": return hurts(plan, state, event);
  }
}

/** @param {State} state @param {number} at @returns {State} */
function resumed(state, at) {
  return state.held === null ? state : { ...state, since: at - state.held, held: null, seen: at };
}

/** @param {(number | null)[]} done @param {number} place @param {number | null} value */
const put = (done, place, value) => done.map((one, n) => (n === place ? value : one));

/** @param {State} state @param {Phase} phase @param {number} since @param {Partial<State>} [more] @returns {State} */
const enter = (state, phase, since, more = {}) => ({ ...state, phase, since, held: null, reps: 0, seen: since, ...more });

/** @param {Step[]} plan @param {State} state @param {number} at @returns {State} */
function ticked(plan, state, at) {
  if (!isRunning(state)) return state;
  if (at - state.seen > AWAY) return foundLate(plan, state, at);
  let now = state;
  while (isRunning(now) && elapsed(now, at) >= lasts(plan, now)) now = ended(plan, now, now.since + lasts(plan, now));
  return { ...now, seen: at };
}

/**
 * Nobody looked for a while: the phone slept, or another app was in front. What ended meanwhile has ended, and a
 * hold that went on by itself counts. But no set begins that nobody heard announced: it waits, paused.
 *
 * @param {Step[]} plan @param {State} state @param {number} at @returns {State}
 */
function foundLate(plan, state, at) {
  if (state.phase === "reps") return { ...state, held: state.pace ? elapsed(state, state.seen) : null, seen: at };
  let now = state;
  while (isRunning(now) && now.phase !== "ready" && elapsed(now, at) >= lasts(plan, now)) {
    now = ended(plan, now, now.since + lasts(plan, now));
  }
  const unheard = now.phase === "ready" && (now !== state || elapsed(now, at) >= READY);
  return unheard ? { ...now, held: 0, seen: at } : { ...now, seen: at };
}

/** The phase is over at that time. @param {Step[]} plan @param {State} state @param {number} at @returns {State} */
function ended(plan, state, at) {
  if (state.phase === "hold") return completed(plan, state, 0, at);
  if (state.phase === "reps") return completed(plan, state, counted(plan, state, at), at);
  if (state.phase === "ready") return enter(state, stepAt(plan, state.at).hold === null ? "reps" : "hold", at);
  return enter(state, "ready", at);
}

/** The set is done. @param {Step[]} plan @param {State} state @param {number} reps @param {number} at @returns {State} */
function completed(plan, state, reps, at) {
  const done = put(state.done, state.at, reps);
  return lead(plan, { ...state, done }, state.at + 1, at);
}

/** On to a step, by the way that leads to it. @param {Step[]} plan @param {State} state @param {number} to @param {number} at */
function lead(plan, state, to, at) {
  const step = plan[to];
  if (!step) return enter(state, "end", at, { at: plan.length });
  const phases = /** @type {const} */ ({ start: "intro", switch: "switch", rest: step.rest * 1000 > READY ? "rest" : "ready" });
  return enter(state, phases[step.lead], at, { at: to });
}

/** Whoever doesn't want to wait. @param {Step[]} plan @param {State} state @param {number} at @returns {State} */
function goneOn(plan, state, at) {
  switch (state.phase) {
    case "intro": case "rest": case "switch": return enter(state, "ready", at);
    case "ready": return ended(plan, state, at);
    case "reps": return completed(plan, state, counted(plan, state, at), at);
    case "stopped": return enter(state, "end", at, { at: plan.length });
    default: return state;
  }
}

/** @param {Step[]} plan @param {State} state @param {number} at @returns {State} */
function tapped(plan, state, at) {
  if (state.phase !== "reps" || state.pace || state.held !== null) return state;
  const reps = state.reps + 1;
  return reps >= stepAt(plan, state.at).high ? completed(plan, state, reps, at) : { ...state, reps, seen: at };
}

/** What was counted stays. @param {Step[]} plan @param {State} state @param {number} pace @param {number} at @returns {State} */
function paced(plan, state, pace, at) {
  const held = state.phase === "reps" && state.held !== null ? 0 : state.held;
  const since = state.phase === "reps" ? at : state.since;
  return { ...state, reps: counted(plan, state, at), pace, since, held, seen: at };
}

/** To the beginning of this set; from there to the set before. @param {Step[]} plan @param {State} state @param {number} at */
function wentBack(plan, state, at) {
  if (state.phase === "stopped") return state;
  if (state.phase === "hold" || state.phase === "reps") return enter(state, "ready", at);
  const step = stepAt(plan, state.at);
  if (state.phase === "intro" || state.phase === "end") return toExerciseBefore(plan, state, at);
  if (step.lead === "start") return enter(state, "intro", at);
  return enter(state, "ready", at, { at: state.at - 1, done: put(state.done, state.at - 1, null) });
}

/** To the last set of the exercise before, or to where it was left. @param {Step[]} plan @param {State} state @param {number} at */
function toExerciseBefore(plan, state, at) {
  const last = plan[state.at - 1];
  if (!last) return state;
  const left = plan.findIndex((step, n) => step.id === last.id && state.done[n] === null);
  const reasons = Object.fromEntries(Object.entries(state.reasons).filter(([id]) => Number(id) !== last.id));
  const begun = state.begun.filter((id) => id !== last.id);
  if (left >= 0) return enter(state, "intro", at, { at: left, reasons, begun });
  return enter(state, "ready", at, { at: state.at - 1, done: put(state.done, state.at - 1, null), reasons, begun });
}

/** The exercises that were left in the midst of a set. @param {State} state @param {number} id */
const begunWith = (state, id) => (state.phase === "hold" || state.phase === "reps" ? [...state.begun, id] : state.begun);

/** On to the next exercise. @param {Step[]} plan @param {State} state @param {string} reason @param {number} at @returns {State} */
function skipped(plan, state, reason, at) {
  const step = plan[state.at];
  if (!step || state.phase === "stopped") return state;
  const next = plan.findIndex((other, n) => n > state.at && other.id !== step.id);
  const reasons = { ...state.reasons, [step.id]: reason };
  return lead(plan, { ...state, reasons, begun: begunWith(state, step.id) }, next < 0 ? plan.length : next, at);
}

/** @param {Step[]} plan @param {State} state @param {{pain: number, where: string, at: number}} told @returns {State} */
function hurts(plan, state, { pain, where, at }) {
  const step = plan[state.at];
  if (!step || state.phase === "stopped") return state;
  const hurt = state.hurt && state.hurt.pain > pain ? state.hurt : { pain, where, id: step.id };
  if (pain < STOP) return { ...state, hurt };
  // The rule says stop for today: this exercise, and what was still to come.
  const left = plan.slice(state.at).map((one) => [one.id, "pain"]);
  return enter(state, "stopped", at, { hurt, begun: begunWith(state, step.id), reasons: { ...state.reasons, ...Object.fromEntries(left) } });
}
