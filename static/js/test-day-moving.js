// "That was the other athlete": the whole entry goes to another row, stored or not.
import { keep, readOutbox } from "./test-day-keeping.js";
import { GROUP } from "./test-day-sheet.js";

/**
 * @typedef {import("./test-day-row.js").Row} Row
 * @typedef {import("./test-day-sheet.js").Sheet} Sheet
 * @typedef {NonNullable<Sheet["outbox"]>} Outbox
 */

/**
 * Moves a row's entry. The rows that it may go to are those that are free.
 * @param {Sheet} sheet @param {Row} row @param {Row} to
 * @returns {Promise<string>} what is wrong, or ""
 */
export async function move(sheet, row, to) {
  const { outbox, context: { text } } = sheet;
  if (!outbox) return text("no_outbox");
  if (row.entry && row.entry.state !== "saved") await outbox.flush();
  readOutbox(sheet, await outbox.entries(GROUP));
  if (row.version || row.entry?.flight) {
    const wrong = await moveStored(sheet, row, to);
    if (wrong) return wrong;
  }
  if (row.key) await outbox.discard(row.key);
  take(row, to);
  sheet.drafts.drop(row.athlete);
  row.clear();
  await keep(sheet, to);
  return "";
}

/** @param {Sheet} sheet @param {Row} row @param {Row} to */
async function moveStored(sheet, row, to) {
  const { text, moveUrl } = sheet.context;
  if (!row.version) return text("offline_move");
  const answered = await sheet.post(moveUrl(row.key), { athlete: to.athlete, version: String(row.version) });
  if (answered === null) return text("offline_move");
  const told = await answered.json().catch(() => ({}));
  if (!answered.ok) return told.detail ?? text("failed");
  Object.assign(to, { key: row.key, version: told.version });
  return "";
}

/** What was in one row is in the other. @param {Row} row @param {Row} to */
function take(row, to) {
  const { stored } = row;
  const changed = !row.isSettled;
  to.beyond = structuredClone(row.beyond);
  to.restore(row.snapshot());
  to.touched = true;
  if (!to.version) return;
  to.stored = stored && { ...stored, athlete: to.athlete, version: to.version, chips: null };
  to.hear();
  to.kept = changed ? "" : to.fingerprint();
  to.show();
}
