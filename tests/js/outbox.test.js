// What becomes of an entry, and that any order of faults ends with each entry on the server once.
import assert from "node:assert/strict";
import test from "node:test";

import { isAnswer, next, nextDue, reasonOf, wait } from "../../static/js/outbox-core.js";
import { statusOf } from "../../static/js/outbox-status.js";

/**
 * @typedef {import("../../static/js/outbox-core.js").Entry} Entry
 * @typedef {import("../../static/js/outbox-core.js").Event} Event
 */

/** @param {Record<string, unknown>} body @param {{key?: string, at?: number}} [more] @returns {Event} */
const put = (body, more = {}) => ({ type: "put", key: "k", url: "/k", body, label: "Ann", group: "g", user: "1", at: 5, ...more });
/** @type {Event} */
const send = { type: "send", at: 10 };
/** @param {number} status @param {unknown} said @param {{signIn?: boolean}} [more] @returns {Event} */
const answer = (status, said, more = {}) => ({ type: "answer", edit: 1, status, answer: said, ...more });

/** There is one. @template T @param {T} found */
function known(found) {
  assert.ok(found !== null && found !== undefined);
  return found;
}

/** The entry after the event, which there still is. @param {Entry | null} entry @param {Event} event */
const then = (entry, event) => known(next(entry, event));
/** The entry after these events, from none on. @param {Event[]} events */
const after = (...events) => known(events.reduce((entry, event) => next(entry, event), /** @type {Entry | null} */ (null)));

test("what is entered is on the device, then sending, then saved with the answer and its version", () => {
  const entered = after(put({ left: 30 }));
  assert.equal(entered.state, "device");
  assert.deepEqual([entered.key, entered.label, entered.group, entered.user, entered.changed], ["k", "Ann", "g", "1", 5]);
  assert.equal(then(entered, send).state, "sending");
  const saved = after(put({ left: 30 }), send, answer(201, { version: 1, chips: [] }));
  assert.equal(saved.state, "saved");
  assert.deepEqual(saved.body, { left: 30, version: 1 });
  assert.deepEqual(saved.answer, { version: 1, chips: [] });
});

test("a later change of what is saved is based on the version that was answered", () => {
  const changed = after(put({ left: 30 }), send, answer(201, { version: 3 }), put({ left: 31 }));
  assert.equal(changed.state, "device");
  assert.deepEqual(changed.body, { left: 31, version: 3 });
  assert.equal(then(changed, put({ left: 32, version: 7 })).body.version, 7);
  assert.equal(then(changed, put({ left: 32, version: null })).body.version, null);
  assert.equal(then(changed, put({ left: 32, version: undefined })).body.version, 3);
});

test("a lost answer is waited out longer each time, and the same is sent again", () => {
  const lost = after(put({ left: 30 }), send, { type: "lost", edit: 1, at: 100 });
  assert.deepEqual([lost.state, lost.tries, lost.due], ["device", 1, 1100]);
  const again = then(lost, { type: "send", at: 2000 });
  assert.deepEqual([again.tries, again.flight?.body], [2, { left: 30 }]);
  assert.equal(then(lost, { type: "retry" }).due, 0);
  assert.deepEqual([1, 2, 3, 20].map(wait), [1000, 2000, 4000, 60000]);
});

test("what was changed after it was sent in vain goes first as it was, since it may be stored", () => {
  const changed = after(put({ left: 30 }), send, { type: "lost", edit: 1, at: 1 }, put({ left: 31 }));
  const again = then(changed, send);
  assert.deepEqual(again.flight?.body, { left: 30 });
  const heard = then(again, answer(200, { version: 1 }));
  assert.equal(heard.state, "device");
  assert.deepEqual(then(heard, send).flight?.body, { left: 31, version: 1 });
});

test("a refusal of what is no longer meant is not shown", () => {
  const changed = after(put({ left: 99 }), send, put({ left: 31 }));
  for (const status of [409, 422]) {
    const heard = then(changed, answer(status, { detail: "No." }));
    assert.deepEqual([heard.state, heard.flight, heard.reason], ["device", null, ""]);
  }
});

test("a refusal keeps the entry with its sentences; mending it sends it again", () => {
  const faults = { left_trials: ["An angle is at most 90°."], __all__: ["Look again."] };
  const refused = after(put({ left: 99 }), send, answer(422, faults));
  assert.deepEqual([refused.state, refused.reason], ["refused", "An angle is at most 90°. Look again."]);
  assert.deepEqual(refused.answer, faults);
  assert.deepEqual(then(refused, put({ left: 30 })).state, "device");
  assert.equal(after(put({}), send, answer(403, { detail: "Only to read." })).state, "refused");
});

test("a conflict shows both, and is settled either way", () => {
  const both = { detail: "Choose.", yours: { left: 30 }, stored: { version: 2, left: 31 } };
  const clash = after(put({ left: 30 }), send, answer(409, both));
  assert.deepEqual([clash.state, clash.reason, clash.answer], ["conflict", "Choose.", both]);
  const taken = then(clash, { type: "take", answer: both.stored });
  assert.deepEqual([taken.state, taken.body.version], ["saved", 2]);
  assert.equal(next(clash, { type: "take", answer: null }), null);
  assert.deepEqual(then(clash, put({ left: 30, version: 2 })).body, { left: 30, version: 2 });
});

test("signed out keeps the entry, and what was sent", () => {
  for (const event of [answer(401, { detail: "Sign in first." }), answer(403, { detail: "Old." }, { signIn: true })]) {
    const kept = after(put({ left: 30 }), send, event);
    assert.equal(kept.state, "signed_out");
    assert.deepEqual(kept.flight?.body, { left: 30 });
    assert.equal(nextDue([kept], 10)?.key, "k");
  }
});

test("an answer to something else changes nothing", () => {
  const entry = after(put({ left: 30 }));
  assert.equal(next(entry, answer(201, { version: 1 })), entry);
  assert.equal(next(null, answer(201, { version: 1 })), null);
});

test("an answer is the server's own, and about now", () => {
  assert.ok(isAnswer(201, { version: 1 }) && isAnswer(422, {}) && isAnswer(401, { detail: "" }));
  /** @type {[number, unknown][]} */
  const others = [[200, null], [200, {}], [502, {}], [503, null], [429, {}], [404, null], [302, {}]];
  for (const [status, said] of others) {
    assert.ok(!isAnswer(status, said), `${status}`);
  }
  assert.equal(reasonOf(null), "");
});

test("what failed least goes first, and nothing before its time", () => {
  const one = { ...after(put({}, { key: "a", at: 1 })), tries: 2 };
  const other = after(put({}, { key: "b", at: 2 }));
  const later = { ...after(put({}, { key: "c", at: 0 })), due: 99 };
  assert.equal(nextDue([one, other, later], 10)?.key, "b");
  assert.equal(nextDue([later], 10), undefined);
});

test("the bar says where entries are", () => {
  const device = after(put({}));
  const lost = after(put({}), send, { type: "lost", edit: 1, at: 1 });
  const refused = after(put({}), send, answer(422, {}));
  assert.equal(statusOf([], true), null);
  assert.equal(statusOf([], false)?.words, "offline");
  assert.deepEqual(statusOf([device, refused], true), { words: "here", count: 1, mend: 1 });
  assert.equal(statusOf([lost], true)?.words, "offlineHere");
  assert.equal(statusOf([device], false)?.words, "offlineHere");
  assert.equal(statusOf([then(device, send), lost], true)?.words, "sending");
  assert.equal(statusOf([refused], true)?.words, "");
  assert.equal(statusOf([after(put({}), send, answer(401, {}))], true)?.words, "signIn");
});

/** A server as docs/api.md describes it. */
function makeServer() {
  /** @type {Map<string, {body: Record<string, unknown>, version: number}>} */
  const rows = new Map();
  let made = 0;
  return {
    rows,
    made: () => made,
    /** @param {string} key @param {Record<string, any>} sent */
    put(key, { version, ...body }) {
      const row = rows.get(key);
      const same = row && JSON.stringify(row.body) === JSON.stringify(body);
      if (same) return { status: 200, said: { version: row.version } };
      if ((row?.version ?? 0) !== (version ?? 0)) return { status: 409, said: { stored: row } };
      if (!row) made += 1;
      const stored = { body, version: (row?.version ?? 0) + 1 };
      rows.set(key, stored);
      return { status: row ? 200 : 201, said: { version: stored.version } };
    },
  };
}

/** The same chance each time: mulberry32. @param {number} seed */
function chance(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

for (let seed = 1; seed <= 50; seed += 1) {
  test(`faults in order ${seed} lose and double nothing`, () => {
    const random = chance(seed);
    const server = makeServer();
    /** @type {Map<string, Entry>} */
    const outbox = new Map();
    /** @type {Map<string, number>} */
    const meant = new Map();
    /** @param {string} key @param {Event} event */
    function change(key, event) {
      const entry = then(outbox.get(key) ?? null, event);
      outbox.set(key, entry);
      return entry;
    }
    let at = 0;
    const sendOne = (/** @type {boolean} */ faults) => {
      const entry = nextDue([...outbox.values()], at);
      if (!entry) return false;
      const { body, edit } = known(change(entry.key, { type: "send", at }).flight);
      const fault = faults ? random() : 1;
      const told = fault < 0.3 ? null : server.put(entry.key, body);
      // Typed on while it was on its way.
      if (faults && random() < 0.2) enter(entry.key);
      if (!told || fault < 0.6) change(entry.key, { type: "lost", edit, at });
      else if (fault < 0.7) return true; // the tab was closed before it could note the answer
      else change(entry.key, { type: "answer", edit, status: told.status, answer: told.said });
      return true;
    };
    /** @param {string} key */
    function enter(key) {
      const left = Math.floor(random() * 50);
      meant.set(key, left);
      change(key, { type: "put", key, url: key, body: { left }, user: "1", at });
    }
    for (let step = 0; step < 300; step += 1) {
      at += Math.floor(random() * 2000);
      if (random() < 0.3) enter(`key-${Math.floor(random() * 20)}`);
      else sendOne(true);
    }
    at += 10_000_000;
    while (sendOne(false));
    assert.deepEqual([...outbox.values()].map((entry) => entry.state).filter((state) => state !== "saved"), []);
    assert.deepEqual(Object.fromEntries([...server.rows].map(([key, row]) => [key, row.body.left])), Object.fromEntries(meant));
    assert.equal(server.made(), meant.size);
  });
}
