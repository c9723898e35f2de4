// A routine as a list of sets to do, one after the other, and what became of it as a log has it. Pure.

/**
 * @typedef {"left" | "right"} Side
 *
 * @typedef {Object} Item one prescribed exercise, as the server tells of it
 * @property {number} id
 * @property {boolean} together both hips work at once
 * @property {number} left sets on the left, extra ones included; 0 where that side is left out
 * @property {number} right
 * @property {number} extra_left
 * @property {number} extra_right
 * @property {number | null} hold in seconds; null where repetitions are counted
 * @property {number | null} low repetitions from
 * @property {number | null} high repetitions to
 * @property {number} rest in seconds, between sets
 * @property {Side | ""} stiffer the stiffer hip of the test that the programme rests on
 *
 * @typedef {Object} Step one set on one side
 * @property {number} id of its exercise
 * @property {Side | "both"} side
 * @property {number} set from 1, of its side
 * @property {number} of
 * @property {Side | "both" | ""} extra whose extra set it is; "" for none
 * @property {boolean} stiffer is that the stiffer hip?
 * @property {number | null} hold in seconds
 * @property {number} low
 * @property {number} high
 * @property {number} rest seconds to rest before it, where it follows another set
 * @property {"start" | "switch" | "rest"} lead how it follows the step before: by itself, on the other side, after a rest
 *
 * @typedef {Object} Outcome one exercise as a log has it
 * @property {number} id
 * @property {"done" | "partly" | "skipped" | ""} outcome "" where it wasn't reached
 * @property {number} left sets done
 * @property {number} right
 * @property {number | null} reps in the shortest set, where they were counted
 * @property {string} reason
 */

/** @param {Item[]} items @returns {Step[]} */
export const planOf = (items) => items.flatMap(setsOf);

/** @param {Item} item @returns {Step[]} */
function setsOf(item) {
  /** @type {Step[]} */
  const steps = [];
  const sides = item.together ? /** @type {const} */ (["both"]) : sidesOf(item);
  const most = Math.max(item.left, item.right);
  for (let set = 1; set <= most; set += 1) {
    for (const side of sides) {
      const of = side === "both" ? most : item[side];
      if (set > of) continue;
      const extra = extraOf(item, side, set);
      const before = steps.at(-1);
      steps.push({
        id: item.id, side, set, of, extra, stiffer: extra !== "" && extra === item.stiffer,
        hold: item.hold, low: item.low ?? 0, high: item.high ?? 0, rest: item.rest,
        lead: !before ? "start" : before.set === set ? "switch" : "rest",
      });
    }
  }
  return steps;
}

/** The side with more to do goes first, so that its extra set comes when both are done. @param {Item} item @returns {Side[]} */
const sidesOf = (item) => (item.right > item.left ? ["right", "left"] : ["left", "right"]);

/** @param {Item} item @param {Side | "both"} side @param {number} set @returns {Side | "both" | ""} */
function extraOf(item, side, set) {
  const left = item.extra_left > 0 && set > item.left - item.extra_left;
  const right = item.extra_right > 0 && set > item.right - item.extra_right;
  if (side === "left") return left ? "left" : "";
  if (side === "right") return right ? "right" : "";
  if (left && right) return "both";
  return left ? "left" : right ? "right" : "";
}

/**
 * What became of each exercise. `done` has a number for each step that was done: the repetitions, or 0 where none
 * were counted; null for the others. `reasons` say why an exercise was left.
 *
 * @param {Item[]} items
 * @param {(number | null)[]} done
 * @param {Record<number, string>} reasons
 * @param {number[]} [begun] exercises that were left in the midst of a set
 * @returns {Outcome[]}
 */
export function outcomesOf(items, done, reasons, begun = []) {
  const plan = planOf(items);
  return items.map((item) => {
    const mine = plan.map((step, n) => ({ step, made: done[n] ?? null })).filter(({ step }) => step.id === item.id);
    const made = mine.filter((one) => one.made !== null);
    const on = (/** @type {Side} */ side) =>
      Math.min(item[side], made.filter(({ step }) => step.side === side || step.side === "both").length);
    const counted = made.map((one) => one.made ?? 0).filter((reps) => reps > 0);
    const reps = item.hold === null && counted.length === made.length && made.length ? Math.min(...counted) : null;
    const short = reps !== null && reps < (item.low ?? 0);
    const reason = reasons[item.id] ?? "";
    const all = made.length === mine.length;
    const outcome = all && !short ? "done" : made.length || begun.includes(item.id) ? "partly" : reason ? "skipped" : "";
    return { id: item.id, outcome, left: on("left"), right: on("right"), reps, reason: outcome === "done" ? "" : reason };
  });
}
