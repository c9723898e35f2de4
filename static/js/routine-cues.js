// What the guided routine makes heard and felt as it goes on. Pure: what is done about it is in routine.js.
import { counted, isRunning, remaining } from "./routine-timer.js";

/**
 * @typedef {import("./routine-plan.js").Step} Step
 * @typedef {import("./routine-timer.js").State} State
 *
 * @typedef {Object} Cue
 * @property {"tick" | "go" | "over"} [tone]
 * @property {number[]} [buzz] in ms
 * @property {string[]} [say] names of words, said one after the other
 * @property {number} [count] a number to be said
 */

const LAST = 10;
/** A shorter hold is not worth a word about its end. */
const LONG = 20;

/**
 * @param {Step[]} plan
 * @param {State} was @param {number} then in ms
 * @param {State} is @param {number} now in ms
 * @returns {Cue | null}
 */
export function cueFor(plan, was, then, is, now) {
  if (was.phase !== is.phase || was.at !== is.at) return entering(plan, was, is);
  if (!isRunning(is) || !isRunning(was)) return null;
  if (is.phase === "reps") return counting(plan, was, then, is, now);
  const before = Math.ceil(remaining(plan, was, then) / 1000);
  const after = Math.ceil(remaining(plan, is, now) / 1000);
  if (after >= before) return null;
  if ((is.phase === "ready" || is.phase === "hold") && after >= 1 && after <= 3) return { tone: "tick" };
  const long = is.phase === "hold" && (plan[is.at]?.hold ?? 0) >= LONG;
  return long && after === LAST ? { say: ["say_last"] } : null;
}

/** @param {Step[]} plan @param {State} was @param {State} is @returns {Cue | null} */
function entering(plan, was, is) {
  const side = `say_${plan[is.at]?.side ?? "both"}`;
  switch (is.phase) {
    case "ready": return { tone: "tick", buzz: [60], say: was.phase === "switch" ? ["say_ready"] : ["say_ready", side] };
    case "hold": return { tone: "go", buzz: [200], say: ["say_hold"] };
    case "reps": return { tone: "go", buzz: [200], say: ["say_go"] };
    case "switch": return { tone: "over", buzz: [90, 60, 90], say: ["say_switch", side] };
    case "rest": return { tone: "over", buzz: [90, 60, 90], say: ["say_rest"] };
    case "stopped": return { buzz: [300], say: ["say_stop"] };
    case "intro": return was.phase === "ready" ? null : { tone: "over", buzz: [90, 60, 90], say: ["say_next"] };
    case "end": return was.phase === "stopped" ? null : { tone: "over", buzz: [90, 60, 90, 60, 160], say: ["say_end"] };
  }
}

/** @param {Step[]} plan @param {State} was @param {number} then @param {State} is @param {number} now @returns {Cue | null} */
function counting(plan, was, then, is, now) {
  const reps = counted(plan, is, now);
  if (reps <= counted(plan, was, then)) return null;
  return is.pace ? { tone: "tick", count: reps } : { tone: "tick", buzz: [30] };
}
