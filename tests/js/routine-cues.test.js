// node --test tests/js: what is heard and felt of the guided routine, its figure, and the day that a log counts for.
import assert from "node:assert/strict";
import test from "node:test";

import { before, dayIn, dayOfLog, inWords } from "../../static/js/days.js";
import { cueFor } from "../../static/js/routine-cues.js";
import { shareAt } from "../../static/js/routine-figure.js";
import { planOf } from "../../static/js/routine-plan.js";
import { after, begin } from "../../static/js/routine-timer.js";

/** @typedef {import("../../static/js/routine-plan.js").Item} Item */
/** @typedef {import("../../static/js/routine-timer.js").State} State */
/** @typedef {import("../../static/js/routine-timer.js").Phase} Phase */

const SECOND = 1000;
/** What an exercise has none of, unless it says so. @type {Pick<Item, "extra_left" | "extra_right" | "hold" | "low" | "high" | "stiffer">} */
const NOTHING = { extra_left: 0, extra_right: 0, hold: null, low: null, high: null, stiffer: "" };
/** @type {Item} */
const STRETCH = { ...NOTHING, id: 1, together: false, left: 2, right: 2, hold: 30, rest: 20 };
/** @type {Item} */
const LIFT = { ...NOTHING, id: 2, together: true, left: 2, right: 2, low: 12, high: 15, rest: 60 };
const PLAN = planOf([STRETCH, LIFT]);

/** @param {number} place @param {Phase} phase @param {Partial<State>} [more] @returns {State} */
const at = (place, phase, more = {}) => ({ ...begin(PLAN, 0), at: place, phase, ...more });
/** @param {State} was @param {State} is @param {[number, number]} [looks] in seconds: the last one and this one */
const heard = (was, is, [then, now] = [0, 0]) => cueFor(PLAN, was, then * SECOND, is, now * SECOND);
/** @param {State} was @param {State} is */
const said = (was, is) => heard(was, is)?.say ?? null;

test("every change is said: what comes, and on which side", () => {
  assert.deepEqual(said(at(0, "intro"), at(0, "ready")), ["say_ready", "say_left"]);
  assert.deepEqual(said(at(0, "ready"), at(0, "hold")), ["say_hold"]);
  assert.deepEqual(said(at(0, "hold"), at(1, "switch")), ["say_switch", "say_right"]);
  assert.deepEqual(said(at(1, "switch"), at(1, "ready")), ["say_ready"], "the side was just said");
  assert.deepEqual(said(at(1, "hold"), at(2, "rest")), ["say_rest"]);
  assert.deepEqual(said(at(4, "ready"), at(4, "reps")), ["say_go"]);
  assert.deepEqual(said(at(3, "hold"), at(4, "intro")), ["say_next"]);
  assert.deepEqual(said(at(5, "reps"), at(6, "end")), ["say_end"]);
  assert.deepEqual(said(at(5, "reps"), at(5, "stopped")), ["say_stop"]);
});

test("a step back to the exercise, and the end after pain, are not celebrated", () => {
  assert.equal(heard(at(0, "ready"), at(0, "intro")), null);
  assert.equal(heard(at(5, "stopped"), at(6, "end")), null);
});

test("the last ten seconds of a long hold are said, the last three of a hold and of getting ready tick", () => {
  const hold = at(0, "hold");
  assert.deepEqual(heard(hold, hold, [19.5, 20.1]), { say: ["say_last"] });
  assert.deepEqual([27, 28, 29].map((now) => heard(hold, hold, [now - 0.2, now])?.tone), ["tick", "tick", "tick"]);
  assert.equal(heard(hold, hold, [10, 11]), null);
  assert.equal(heard(hold, hold, [28.2, 28.4]), null, "once a second");
  const ready = at(0, "ready");
  assert.equal(heard(ready, ready, [1.8, 2])?.tone, "tick");
  assert.equal(heard(at(2, "rest"), at(2, "rest"), [12.8, 13]), null);
});

test("repetitions are counted aloud at a pace, and felt when they are tapped", () => {
  const paced = at(4, "reps", { pace: 4 });
  assert.deepEqual(heard(paced, paced, [7.9, 8]), { tone: "tick", count: 2 });
  assert.equal(heard(paced, paced, [8, 9]), null);
  const tapped = at(4, "reps");
  assert.deepEqual(heard(tapped, after(PLAN, tapped, { type: "tap", at: SECOND })), { tone: "tick", buzz: [30] });
});

test("what is paused is silent", () => {
  const hold = at(0, "hold", { held: 0 });
  assert.equal(heard(hold, hold, [26, 27]), null);
});

test("the figure goes there and back, and stays in a hold", () => {
  assert.deepEqual([0, 800, 1600, 1900, 2800, 3600, 3999, 4000].map((ms) => Number(shareAt("swing", ms).toFixed(2))), [0, 0.5, 1, 1, 0.5, 0, 0, 0]);
  assert.equal(shareAt("swing", 3000, 6), 1);
  assert.deepEqual([0, 600, 1200, 30_000].map((ms) => shareAt("hold", ms)), [0, 0.5, 1, 1]);
});

test("the day is that of the club, whatever the phone's own time zone is", () => {
  const now = Date.parse("2026-09-02T23:30:00Z");
  assert.deepEqual(dayIn("UTC", now), { day: "2026-09-02", hour: 23 });
  assert.deepEqual(dayIn("Europe/Berlin", now), { day: "2026-09-03", hour: 1 });
  assert.deepEqual(dayIn("UTC", Date.parse("2026-09-02T00:10:00Z")), { day: "2026-09-02", hour: 0 });
});

test("what was begun before midnight keeps its day until four in the morning", () => {
  /** @param {number} hours */
  const late = (hours) => dayOfLog("2026-09-02", "UTC", Date.parse("2026-09-03T00:00:00Z") + hours * 3_600_000);
  assert.deepEqual([late(-1), late(0.5), late(3.9), late(4)], ["2026-09-02", "2026-09-02", "2026-09-02", "2026-09-03"]);
  assert.equal(dayOfLog("2026-08-30", "UTC", Date.parse("2026-09-02T01:00:00Z")), "2026-09-02");
  assert.equal(before("2026-03-01"), "2026-02-28");
  assert.equal(inWords("2026-09-02", "en-GB").replace(",", ""), "Wednesday 2 September");
});
