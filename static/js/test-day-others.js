// Other people's tests of the day, and the questions that come of them: nobody's row is overwritten unseen.
import { isOf } from "./test-day-context.js";
import { keep, put } from "./test-day-keeping.js";

/**
 * @typedef {import("./test-day-row.js").Row} Row
 * @typedef {import("./test-day-sheet.js").Sheet} Sheet
 * @typedef {import("./test-day-context.js").StoredTest} StoredTest
 */

const KEPT_BOTH = "twice";
/** Tests that the coach wants beside their own. @type {Set<string>} */
const dismissed = new Set(JSON.parse(sessionStorage.getItem(KEPT_BOTH) ?? "[]"));

/**
 * Tests of the day as the server had them when asked, of everybody who is testing, latest first.
 * @param {Sheet} sheet @param {StoredTest[]} tests @param {number} asked as `performance.now()` counts
 * @returns {boolean} whether every row made use of them
 */
export function meet(sheet, tests, asked) {
  const { setup } = sheet.context;
  const same = tests.filter((test) => isOf(test, setup));
  const passive = tests.filter((test) => test.motion === "passive" && test.position === setup.position);
  // An answer that was long on its way knows nothing of what was saved meanwhile.
  const heard = sheet.rows.filter((row) => row.heard <= asked);
  for (const row of heard) {
    const own = same.filter((test) => test.athlete === row.athlete);
    if (setup.motion !== "passive") row.passive = asPassive(passive.find((test) => test.athlete === row.athlete));
    const known = own.find((test) => test.id === row.key);
    const busy = row === sheet.current;
    if (known) refresh(row, known, busy);
    else if (isStored(row) && !busy) lost(sheet, row);
    const other = own.find((test) => test.id !== row.key && !dismissed.has(test.id)) ?? null;
    row.twin = row.touched || row.isEmpty ? other : null;
    if (row.twin && row.isFree && !busy) takeOver(row, row.twin);
    row.show();
  }
  sheet.showProgress();
  return heard.length === sheet.rows.length;
}

/** @param {StoredTest | undefined} test */
function asPassive(test) {
  return test ? { left: test.left_degrees, right: test.right_degrees, instrument: test.instrument } : null;
}

/** Does the row only show what the server has, or had? @param {Row} row */
function isStored(row) {
  return row.stored !== null && row.isSettled && (row.entry?.state ?? "saved") === "saved";
}

/** The server has this stored test no more, under this athlete: somebody deleted or moved it. @param {Sheet} sheet @param {Row} row */
function lost(sheet, row) {
  void sheet.outbox?.discard(row.key);
  row.touched = false;
  row.clear();
}

/** An empty row shows what somebody else saved. @param {Row} row @param {StoredTest} test */
export function takeOver(row, test) {
  row.twin = null;
  row.adopt(test);
}

/** The row's own test: changed elsewhere, or as it is known here. @param {Row} row @param {StoredTest} test @param {boolean} busy */
function refresh(row, test, busy) {
  const waiting = row.entry && row.entry.state !== "saved";
  if (test.version > row.version && row.isSettled && !waiting && !busy) row.adopt(test);
  else if (test.version === row.version) row.stored = test;
}

/** The coach's answer to a question of the row. @param {Sheet} sheet @param {Row} row @param {string} said */
export async function answer(sheet, row, said) {
  const stored = row.entry?.answer?.stored;
  if (said === "theirs") {
    await sheet.outbox?.take(row.key, stored);
    row.adopt({ ...stored, chips: null, own: false });
    return sheet.ask();
  }
  if (said === "mine") {
    row.version = stored?.version ?? 0;
    await put(sheet, row, { version: stored?.version ?? null });
  }
  if (said === "both" && row.twin) {
    dismissed.add(row.twin.id);
    sessionStorage.setItem(KEPT_BOTH, JSON.stringify([...dismissed]));
    row.twin = null;
  }
  if (said === "replace" && row.twin) await replace(sheet, row, row.twin);
  if (said === "delete" && (await removed(sheet, row.key))) return lost(sheet, row);
  row.show();
}

/** Mine instead of theirs: under their key where mine is not stored yet, else theirs is deleted. @param {Sheet} sheet @param {Row} row @param {StoredTest} twin */
async function replace(sheet, row, twin) {
  await keep(sheet, row);
  if (row.version || row.entry?.flight) {
    if (await removed(sheet, twin.id)) row.twin = null;
    return;
  }
  if (row.key) await sheet.outbox?.discard(row.key);
  Object.assign(row, { key: twin.id, version: twin.version, kept: "", twin: null, entry: null });
  await keep(sheet, row);
}

/** Deletes a stored test; false, and said, where that is not possible. @param {Sheet} sheet @param {string} key */
async function removed(sheet, key) {
  const { text, deleteUrl } = sheet.context;
  const answered = await sheet.post(deleteUrl(key), {});
  const gone = answered !== null && (answered.type === "opaqueredirect" || answered.status === 404);
  sheet.trouble(gone ? "" : text(answered === null ? "offline_delete" : "failed"));
  return gone;
}
