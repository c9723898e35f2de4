// node --test tests/js: every transition of the guided routine's timer, and what a log says of it.
import assert from "node:assert/strict";
import test from "node:test";

import { outcomesOf, planOf } from "../../static/js/routine-plan.js";
import { after, begin, counted, elapsed, isRunning, lasts, READY, remaining, SWITCH } from "../../static/js/routine-timer.js";

/** @typedef {import("../../static/js/routine-plan.js").Item} Item */
/** @typedef {import("../../static/js/routine-timer.js").State} State */
/** @typedef {import("../../static/js/routine-timer.js").Phase} Phase */

const SECOND = 1000;
/** What an exercise has none of, unless it says so. @type {Pick<Item, "extra_left" | "extra_right" | "hold" | "low" | "high" | "stiffer">} */
const NOTHING = { extra_left: 0, extra_right: 0, hold: null, low: null, high: null, stiffer: "" };
/** @type {Item} */
const STRETCH = { ...NOTHING, id: 1, together: false, left: 2, right: 2, hold: 30, rest: 20 };
/** @type {Item} */
const LIFT = { ...NOTHING, id: 2, together: false, left: 1, right: 1, low: 3, high: 5, rest: 60 };
/** @type {Item} */
const KNEES_IN = { ...NOTHING, id: 3, together: true, left: 3, right: 2, extra_left: 1, hold: 30, rest: 0, stiffer: "left" };
const ITEMS = [STRETCH, LIFT, KNEES_IN];
const PLAN = planOf(ITEMS);
const LIFTS = 4; // the first step of the second exercise

/**
 * The state after events, each [type, seconds since the beginning]; a tick looks every second on the way.
 *
 * @param {["tick" | "next", number][]} events
 */
function played(events, { plan = PLAN, from = begin(plan, 0) } = {}) {
  return events.reduce((state, [type, seconds]) => {
    let now = state;
    const until = seconds * SECOND;
    for (let at = now.seen + SECOND; at < until; at += SECOND) now = after(plan, now, { type: "tick", at });
    return after(plan, now, { type, at: until });
  }, from);
}

/** @param {State} state @returns {[number, Phase]} */
const where = ({ at, phase }) => [at, phase];
/** @param {number} place @param {Phase} phase @param {number} seconds @param {Partial<State>} [more] @returns {State} */
const at = (place, phase, seconds, more = {}) =>
  ({ ...begin(PLAN, 0), at: place, phase, since: seconds * SECOND, seen: seconds * SECOND, ...more });

// -- the plan -----------------------------------------------------------------------------------------------------

test("each set is done on both sides, with a switch between them and a rest after", () => {
  assert.deepEqual(
    planOf([STRETCH]).map(({ side, set, of, lead }) => [side, set, of, lead]),
    [["left", 1, 2, "start"], ["right", 1, 2, "switch"], ["left", 2, 2, "rest"], ["right", 2, 2, "switch"]],
  );
});

test("the side with the extra set begins, and its extra set comes last and is named as such", () => {
  const plan = planOf([{ ...STRETCH, right: 3, extra_right: 1, stiffer: "right" }]);
  assert.deepEqual(
    plan.map(({ side, set, extra, stiffer, lead }) => [side, set, extra, stiffer, lead]),
    [
      ["right", 1, "", false, "start"], ["left", 1, "", false, "switch"],
      ["right", 2, "", false, "rest"], ["left", 2, "", false, "switch"],
      ["right", 3, "right", true, "rest"],
    ],
  );
});

test("an extra set is only called the stiffer hip's where the test says so", () => {
  assert.equal(planOf([{ ...STRETCH, left: 3, extra_left: 1, stiffer: "right" }]).at(-1)?.stiffer, false);
  assert.equal(planOf([{ ...STRETCH, left: 3, extra_left: 1, stiffer: "" }]).at(-1)?.stiffer, false);
});

test("where both hips work at once there is one set for both, and the extra one says whose it is", () => {
  assert.deepEqual(
    planOf([KNEES_IN]).map(({ side, set, of, extra, stiffer }) => [side, set, of, extra, stiffer]),
    [["both", 1, 3, "", false], ["both", 2, 3, "", false], ["both", 3, 3, "left", true]],
  );
  /** @param {number} left @param {number} right */
  const extras = (left, right) => planOf([{ ...KNEES_IN, left: 2 + left, right: 2 + right, extra_left: left, extra_right: right }]).at(-1)?.extra;
  assert.deepEqual([extras(1, 1), extras(0, 1), extras(0, 0)], ["both", "right", ""]);
});

test("one side only has no switch", () => {
  assert.deepEqual(planOf([{ ...STRETCH, left: 0 }]).map(({ side, lead }) => [side, lead]), [["right", "start"], ["right", "rest"]]);
});

// -- time ---------------------------------------------------------------------------------------------------------

test("it waits before the first exercise, however long", () => {
  const state = played([["tick", 3600]]);
  assert.deepEqual(where(state), [0, "intro"]);
  assert.equal(remaining(PLAN, state, 3600 * SECOND), Infinity);
});

test("a routine without exercises is at its end", () => {
  assert.equal(begin([], 0).phase, "end");
});

test("start, get ready, hold, switch sides, get ready, hold, rest, get ready", () => {
  const began = played([["next", 1]]);
  /** @type {[number, Phase, number][]} */
  const ends = [[0, "ready", 1], [0, "hold", 6], [1, "switch", 36], [1, "ready", 41], [1, "hold", 46], [2, "rest", 76], [2, "ready", 91], [2, "hold", 96]];
  for (const [place, phase, since] of ends) {
    const state = played([["tick", since]], { from: began });
    assert.deepEqual([...where(state), state.since], [place, phase, since * SECOND]);
  }
  assert.deepEqual(where(played([["tick", 35.999]], { from: began })), [0, "hold"]);
});

test("getting ready is part of the rest, and a rest that is shorter is only that", () => {
  assert.equal(lasts(PLAN, at(2, "rest", 0)), 15 * SECOND);
  const plan = planOf([{ ...KNEES_IN, rest: 5 }]);
  assert.deepEqual(where(played([["next", 0], ["tick", 35]], { plan })), [1, "ready"]);
});

test("a late look loses no time: the next phase began when the last one ended", () => {
  const state = after(PLAN, at(0, "hold", 0), { type: "tick", at: 30 * SECOND + 800 });
  assert.equal(state.phase, "switch", "the gap counts from the last look");
  const soon = after(PLAN, at(0, "hold", 0, { seen: 29 * SECOND }), { type: "tick", at: 30 * SECOND + 800 });
  assert.deepEqual([...where(soon), soon.since, soon.held], [1, "switch", 30 * SECOND, null]);
});

test("a tick without news only notes that it looked", () => {
  const before = at(0, "hold", 0);
  assert.deepEqual(after(PLAN, before, { type: "tick", at: 2 * SECOND }), { ...before, seen: 2 * SECOND });
  assert.equal(before.seen, 0);
});

test("a clock that goes back takes nothing away", () => {
  assert.equal(elapsed(at(0, "hold", 10), 4 * SECOND), 0);
});

test("the last set of an exercise leads to the next one, which waits; the last of all to the end", () => {
  assert.deepEqual(where(after(PLAN, at(3, "hold", 0, { seen: 29 * SECOND }), { type: "tick", at: 30 * SECOND })), [LIFTS, "intro"]);
  assert.deepEqual(where(after(PLAN, at(8, "hold", 0, { seen: 29 * SECOND }), { type: "tick", at: 30 * SECOND })), [9, "end"]);
});

// -- a tab that slept ---------------------------------------------------------------------------------------------

test("woken in a hold that still goes on, the clock on the wall is right", () => {
  const state = after(PLAN, at(0, "hold", 0), { type: "tick", at: 20 * SECOND });
  assert.equal(remaining(PLAN, state, 20 * SECOND), 10 * SECOND);
  assert.equal(state.held, null);
});

test("woken long after, the hold counts and the next set waits to be announced", () => {
  const state = after(PLAN, at(0, "hold", 0), { type: "tick", at: 600 * SECOND });
  assert.deepEqual([...where(state), state.held, state.done[0]], [1, "ready", 0, 0]);
  assert.equal(isRunning(state), false);
  const later = after(PLAN, state, { type: "resume", at: 700 * SECOND });
  assert.equal(remaining(PLAN, later, 701 * SECOND), 4 * SECOND);
});

test("woken in the rest or the switch that followed, it goes on by the wall", () => {
  const resting = after(PLAN, at(1, "hold", 0), { type: "tick", at: 40 * SECOND });
  assert.deepEqual([...where(resting), resting.since, resting.held], [2, "rest", 30 * SECOND, null]);
  const switching = after(PLAN, at(0, "hold", 0), { type: "tick", at: 33 * SECOND });
  assert.deepEqual([...where(switching), switching.since, switching.held], [1, "switch", 30 * SECOND, null]);
});

test("woken in the midst of getting ready it goes on; after it, it waits", () => {
  const midst = after(PLAN, at(0, "ready", 0), { type: "tick", at: 4 * SECOND });
  assert.deepEqual([...where(midst), midst.held], [0, "ready", null]);
  const late = after(PLAN, at(0, "ready", 0), { type: "tick", at: 60 * SECOND });
  assert.deepEqual([...where(late), late.held], [0, "ready", 0]);
});

test("woken after the last hold of an exercise, or of all, nothing more was missed", () => {
  assert.deepEqual(where(after(PLAN, at(3, "hold", 0), { type: "tick", at: 600 * SECOND })), [LIFTS, "intro"]);
  assert.deepEqual(where(after(PLAN, at(8, "hold", 0), { type: "tick", at: 600 * SECOND })), [9, "end"]);
});

test("repetitions that nobody heard counted don't count", () => {
  const state = after(PLAN, at(LIFTS, "reps", 0, { pace: 4, seen: 9 * SECOND }), { type: "tick", at: 600 * SECOND });
  assert.deepEqual([state.phase, counted(PLAN, state, 600 * SECOND), isRunning(state)], ["reps", 2, false]);
});

test("tapped repetitions wait for their taps", () => {
  const state = after(PLAN, at(LIFTS, "reps", 0, { reps: 2 }), { type: "tick", at: 600 * SECOND });
  assert.deepEqual([state.phase, state.reps, state.held], ["reps", 2, null]);
});

// -- pause, and going away ----------------------------------------------------------------------------------------

for (const phase of /** @type {const} */ (["switch", "rest", "ready", "hold", "reps"])) {
  test(`${phase} can be paused and goes on with what was left`, () => {
    const place = phase === "switch" ? 1 : phase === "rest" ? 2 : phase === "reps" ? LIFTS : 0;
    const state = at(place, phase, 0, { pace: 4 });
    const paused = after(PLAN, state, { type: "pause", at: 3 * SECOND });
    assert.equal(paused.held, 3 * SECOND);
    assert.deepEqual(after(PLAN, paused, { type: "tick", at: 900 * SECOND }), paused);
    assert.deepEqual(after(PLAN, paused, { type: "pause", at: 900 * SECOND }), paused);
    const on = after(PLAN, paused, { type: "resume", at: 900 * SECOND });
    assert.equal(remaining(PLAN, on, 901 * SECOND), lasts(PLAN, state) - 4 * SECOND);
    assert.deepEqual(after(PLAN, on, { type: "resume", at: 902 * SECOND }), on);
  });
}

for (const phase of /** @type {const} */ (["intro", "stopped", "end"])) {
  test(`${phase} has nothing to pause`, () => {
    const state = at(0, phase, 0);
    assert.equal(after(PLAN, state, { type: "pause", at: 1 }), state);
    assert.equal(after(PLAN, state, { type: "away" }), state);
    assert.equal(after(PLAN, state, { type: "tick", at: 1 }), state);
  });
}

test("a page that was closed goes on where it was looked at last", () => {
  const state = after(PLAN, at(0, "hold", 0, { seen: 7 * SECOND }), { type: "away" });
  assert.equal(remaining(PLAN, after(PLAN, state, { type: "resume", at: 9e6 }), 9e6), 23 * SECOND);
});

// -- repetitions --------------------------------------------------------------------------------------------------

test("taps are counted, and the last of the range ends the set", () => {
  const four = [1, 2, 3, 4].reduce((state, n) => after(PLAN, state, { type: "tap", at: n * SECOND }), at(LIFTS, "reps", 0));
  assert.deepEqual([four.reps, four.phase], [4, "reps"]);
  const five = after(PLAN, four, { type: "tap", at: 5 * SECOND });
  assert.deepEqual([...where(five), five.done[LIFTS]], [LIFTS + 1, "switch", 5]);
});

test("a tap counts nowhere else", () => {
  for (const state of [at(0, "hold", 0), at(LIFTS, "reps", 0, { pace: 4 }), at(LIFTS, "reps", 0, { held: 0 })]) {
    assert.equal(after(PLAN, state, { type: "tap", at: 1 }), state);
  }
});

test("at a steady pace they count themselves, to the top of the range", () => {
  const state = at(LIFTS, "reps", 0, { pace: 4 });
  assert.deepEqual([3.9, 4, 11].map((seconds) => counted(PLAN, state, seconds * SECOND)), [0, 1, 2]);
  const over = played([["tick", 20]], { from: state });
  assert.deepEqual([...where(over), over.done[LIFTS]], [LIFTS + 1, "switch", 5]);
});

test("the set may end before the top; what was counted is kept", () => {
  const tapped = after(PLAN, at(LIFTS, "reps", 0, { reps: 3 }), { type: "next", at: SECOND });
  assert.equal(tapped.done[LIFTS], 3);
  assert.equal(after(PLAN, at(LIFTS, "reps", 0, { pace: 4 }), { type: "next", at: 9 * SECOND }).done[LIFTS], 2);
});

test("changing between taps and pace keeps the count, paused or not", () => {
  const paced = after(PLAN, at(LIFTS, "reps", 0, { reps: 2 }), { type: "pace", pace: 4, at: 10 * SECOND });
  assert.equal(counted(PLAN, paced, 14 * SECOND), 3);
  const tapped = after(PLAN, paced, { type: "pace", pace: 0, at: 15 * SECOND });
  assert.deepEqual([tapped.reps, counted(PLAN, tapped, 99 * SECOND)], [3, 3]);
  const held = after(PLAN, { ...paced, held: 9 * SECOND }, { type: "pace", pace: 2, at: 50 * SECOND });
  assert.deepEqual([held.reps, held.held, counted(PLAN, held, 99 * SECOND)], [4, 0, 4]);
  const resting = after(PLAN, at(2, "rest", 0), { type: "pace", pace: 4, at: 2 * SECOND });
  assert.deepEqual([resting.since, resting.pace], [0, 4]);
});

// -- going on, back, and leaving out ------------------------------------------------------------------------------

test("whoever doesn't want to wait goes on", () => {
  /** @param {State} state */
  const next = (state) => where(after(PLAN, state, { type: "next", at: SECOND }));
  assert.deepEqual(next(at(0, "intro", 0)), [0, "ready"]);
  assert.deepEqual(next(at(2, "rest", 0)), [2, "ready"]);
  assert.deepEqual(next(at(1, "switch", 0)), [1, "ready"]);
  assert.deepEqual(next(at(0, "ready", 0)), [0, "hold"]);
  assert.deepEqual(next(at(LIFTS, "ready", 0)), [LIFTS, "reps"]);
  assert.deepEqual(next(at(3, "stopped", 0)), [9, "end"]);
});

test("a hold is not ended by a press too many", () => {
  const state = at(0, "hold", 0);
  assert.equal(after(PLAN, state, { type: "next", at: SECOND }), state);
  const end = at(9, "end", 0);
  assert.equal(after(PLAN, end, { type: "next", at: SECOND }), end);
});

test("back goes to the beginning of the set, then to the set before, then to the exercise, then to the one before", () => {
  /** @param {State} state */
  const back = (state) => after(PLAN, state, { type: "back", at: SECOND });
  assert.deepEqual(where(back(at(1, "hold", 0))), [1, "ready"]);
  assert.deepEqual(where(back(at(LIFTS, "reps", 0, { reps: 2 }))), [LIFTS, "ready"]);
  const again = back(at(1, "switch", 0, { done: [0, ...Array(8).fill(null)] }));
  assert.deepEqual([...where(again), again.done[0]], [0, "ready", null]);
  assert.deepEqual(where(back(at(2, "rest", 0))), [1, "ready"]);
  assert.deepEqual(where(back(at(1, "ready", 0))), [0, "ready"]);
  assert.deepEqual(where(back(at(0, "ready", 0))), [0, "intro"]);
  const before = back(at(LIFTS, "intro", 0, { done: [0, 0, 0, 0, ...Array(5).fill(null)] }));
  assert.deepEqual([...where(before), before.done[3]], [3, "ready", null]);
});

test("back from the end, and to an exercise that was skipped, forgets why it was left", () => {
  const end = at(9, "end", 0, { done: [0, 0, 0, 0, 5, null, 0, 0, 0], reasons: { 2: "time", 1: "other" }, begun: [1, 2] });
  assert.deepEqual(where(after(PLAN, end, { type: "back", at: SECOND })), [8, "ready"]);
  /** @type {State} */
  const knees = { ...end, at: 6, phase: "intro" };
  const state = after(PLAN, knees, { type: "back", at: SECOND });
  assert.deepEqual([...where(state), state.reasons, state.begun], [5, "intro", { 1: "other" }, [1]]);
});

test("before the first there is nothing, and pain isn't taken back by a step back", () => {
  for (const state of [at(0, "intro", 0), at(2, "stopped", 0)]) assert.equal(after(PLAN, state, { type: "back", at: 1 }), state);
});

test("skipping leaves the exercise with its reason, whatever is done of it", () => {
  const state = after(PLAN, at(1, "hold", 0, { done: [0, ...Array(8).fill(null)] }), { type: "skip", reason: "time", at: SECOND });
  assert.deepEqual([...where(state), state.reasons, state.begun], [LIFTS, "intro", { 1: "time" }, [1]]);
  const last = after(PLAN, at(6, "intro", 0), { type: "skip", reason: "place", at: SECOND });
  assert.deepEqual([...where(last), last.reasons, last.begun], [9, "end", { 3: "place" }, []]);
  for (const phase of /** @type {const} */ (["end", "stopped"])) {
    const over = at(phase === "end" ? 9 : 0, phase, 0);
    assert.equal(after(PLAN, over, { type: "skip", reason: "time", at: 1 }), over);
  }
});

// -- pain ---------------------------------------------------------------------------------------------------------

/** @param {State} state @param {number} pain @param {string} [place] */
const told = (state, pain, place = "left_groin") => after(PLAN, state, { type: "hurt", pain, where: place, at: 9 * SECOND });

test("pain below 4 is kept and the routine goes on", () => {
  const state = told(at(0, "hold", 0), 3);
  assert.deepEqual([state.phase, state.hurt], ["hold", { pain: 3, where: "left_groin", id: 1 }]);
});

test("pain of 4 stops the exercise and what was still to come", () => {
  const state = told(at(LIFTS, "reps", 0, { done: [0, 0, 0, 0, ...Array(5).fill(null)] }), 4);
  assert.deepEqual([state.phase, state.reasons], ["stopped", { 2: "pain", 3: "pain" }]);
  assert.equal(isRunning(state), false);
  const outcomes = outcomesOf(ITEMS, state.done, state.reasons, state.begun);
  assert.deepEqual(outcomes.map(({ outcome }) => outcome), ["done", "partly", "skipped"], "the set that hurt was begun");
});

test("the worst pain is the one that is told", () => {
  assert.equal(told(told(at(0, "hold", 0), 3), 1, "low_back").hurt?.pain, 3);
  assert.deepEqual(told(told(at(0, "hold", 0), 2), 2, "low_back").hurt?.where, "low_back");
  assert.equal(told(told(at(0, "hold", 0), 3), 7, "right_groin").hurt?.pain, 7);
});

test("once it is stopped or over, there is no more to stop", () => {
  for (const state of [at(0, "stopped", 0), at(9, "end", 0)]) assert.equal(told(state, 6), state);
});

// -- what a log says of it ----------------------------------------------------------------------------------------

test("done, partly, skipped, and not reached", () => {
  const done = [0, 0, 0, 0, 5, null, null, null, null];
  assert.deepEqual(outcomesOf(ITEMS, done, { 2: "tired" }), [
    { id: 1, outcome: "done", left: 2, right: 2, reps: null, reason: "" },
    { id: 2, outcome: "partly", left: 1, right: 0, reps: 5, reason: "tired" },
    { id: 3, outcome: "", left: 0, right: 0, reps: null, reason: "" },
  ]);
  assert.equal(outcomesOf([STRETCH], [], { 1: "time" })[0]?.outcome, "skipped");
});

test("sets for both hips count for both, as far as they are prescribed", () => {
  assert.deepEqual(outcomesOf([KNEES_IN], [0, 0, 0], {})[0], { id: 3, outcome: "done", left: 3, right: 2, reps: null, reason: "" });
  assert.deepEqual(outcomesOf([KNEES_IN], [0, null, null], {})[0]?.left, 1);
});

test("the repetitions are those of the shortest set, where all were counted", () => {
  /** @param {number[]} done */
  const reps = (...done) => outcomesOf([LIFT], done, {})[0];
  assert.deepEqual([reps(5, 4)?.outcome, reps(5, 4)?.reps], ["done", 4]);
  assert.deepEqual([reps(5, 0)?.outcome, reps(5, 0)?.reps], ["done", null]);
  assert.deepEqual([reps(5, 2)?.outcome, reps(5, 2)?.reps], ["partly", 2]);
});

test("a whole routine, second by second", () => {
  let state = begin(PLAN, 0);
  const phases = [];
  for (let seconds = 0; seconds < 1200 && state.phase !== "end"; seconds += 1) {
    if (state.phase === "intro") state = after(PLAN, state, { type: "next", at: seconds * SECOND });
    else if (state.phase === "reps") state = after(PLAN, state, { type: "tap", at: seconds * SECOND });
    else state = after(PLAN, state, { type: "tick", at: seconds * SECOND });
    if (phases.at(-1) !== `${state.at} ${state.phase}`) phases.push(`${state.at} ${state.phase}`);
  }
  assert.equal(phases.at(-1), "9 end");
  assert.deepEqual(state.done, [0, 0, 0, 0, 5, 5, 0, 0, 0]);
  assert.equal(READY + SWITCH, 10 * SECOND);
});
