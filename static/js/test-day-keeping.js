// From a row to the outbox, from the outbox to a row: what is typed is on the device before anything else happens.
import { chipsShown } from "./test-day-show.js";
import { isOf } from "./test-day-context.js";
import { GROUP } from "./test-day-sheet.js";
import { uuid7 } from "./uuid7.js";

/**
 * @typedef {import("./test-day-row.js").Row} Row
 * @typedef {import("./test-day-sheet.js").Sheet} Sheet
 * @typedef {import("./outbox-core.js").Entry} Entry
 */

/**
 * Keeps the row's test on the device, from where it is sent; nothing where nothing changed. What the server would
 * only refuse, or ask about, waits for the coach as a draft.
 * @param {Sheet} sheet @param {Row} row
 */
export async function keep(sheet, row) {
  // Whatever is in its fields now is meant.
  row.typingIn = null;
  if (row.isSettled) sheet.drafts.drop(row.athlete);
  else if (row.isEmpty) await forget(sheet, row);
  else if (!sheet.outbox || row.impossible().length || row.isAsked) keepDraft(sheet, row);
  else await put(sheet, row, versionOf(row));
  row.show();
  sheet.showProgress();
  if (row === sheet.current || !row.isComplete || !row.isSettled) return;
  sheet.say(`${row.name}: ${chipsShown(row).map(({ chip }) => chip).join(", ")}`);
}

/** The outbox knows the version that was answered last; only a newer one, of another device, goes before it. @param {Row} row */
function versionOf(row) {
  return row.version > (row.entry?.body.version ?? 0) ? { version: row.version } : {};
}

/**
 * Puts the row into the outbox as it is.
 * @param {Sheet} sheet @param {Row} row @param {{version?: number | null}} version null: as if it were new
 */
export async function put(sheet, row, version) {
  row.key ||= uuid7();
  row.touched = true;
  row.kept = row.fingerprint();
  row.pending = true;
  row.show();
  try {
    const { testUrl } = row.context;
    const body = { ...row.content(), ...version };
    await sheet.outbox?.put({ key: row.key, url: testUrl(row.key), body, label: row.name, group: GROUP });
    if (row.isSettled) sheet.drafts.drop(row.athlete);
    sheet.trouble("");
  } catch (error) {
    row.kept = "";
    keepDraft(sheet, row);
    sheet.trouble(error instanceof Error ? error.message : String(error));
  } finally {
    row.pending = false;
  }
}

/** What can't be in the outbox yet, as it is typed. @param {Sheet} sheet @param {Row} row */
export function keepDraft(sheet, row) {
  const { key, version, values, beside, athlete } = row;
  if (row.isEmpty && !key) return sheet.drafts.drop(athlete);
  const taken = sheet.drafts.keep(athlete, { key, version, values, beside, at: Date.now() });
  if (!taken) sheet.trouble(row.context.text("no_outbox"));
}

/**
 * An emptied row: what only the device has is forgotten; what the server has stays, and the row says so.
 * @param {Sheet} sheet @param {Row} row
 */
async function forget(sheet, row) {
  const { outbox } = sheet;
  if (!outbox) return;
  sheet.drafts.drop(row.athlete);
  if (row.key && row.entry?.state !== "saved") {
    // What is on its way may be stored already: wait for the answer.
    await outbox.flush();
    readOutbox(sheet, await outbox.entries(GROUP));
  }
  if (row.key && row.isEmpty && !row.version && !row.entry?.flight) {
    await outbox.discard(row.key);
    row.clear();
  }
}

/** What the outbox says of each row. @param {Sheet} sheet @param {Entry[]} entries */
export function readOutbox(sheet, entries) {
  for (const entry of entries) {
    if (entry.group !== GROUP) continue;
    const row = sheet.rows.find((one) => one.key === entry.key) ?? restored(sheet, entry);
    if (!row) continue;
    if (!row.entry && !row.touched && isNews(entry, row)) open(row, entry);
    row.entry = entry;
    const { answer } = entry;
    if (entry.state === "saved" && answer && answer.version >= row.version) {
      if (answer.version > (row.stored?.version ?? 0)) row.hear();
      row.version = answer.version;
      row.stored = { own: true, by: row.context.user, ...row.stored, ...answer };
    }
    row.show();
  }
  sheet.showProgress();
}

/**
 * The row of an entry that was made before the page was opened again.
 * @param {Sheet} sheet @param {Entry} entry
 */
function restored(sheet, entry) {
  const { body } = entry;
  const row = isOf(body, sheet.context.setup) ? sheet.rows.find((one) => one.athlete === body.athlete) : undefined;
  if (!row || row.touched || !row.isFree) return null;
  return open(row, entry);
}

/** Does the entry say more than the test that the page brought? A page without a network may be an older one. @param {Entry} entry @param {Row} row */
function isNews(entry, row) {
  return entry.state !== "saved" || (entry.answer?.version ?? 0) > row.version;
}

/** Shows in the row what the device has. @param {Row} row @param {Entry} entry */
function open(row, { key, body, state }) {
  row.load(body);
  // What is stored shows as such.
  Object.assign(row, { key, version: body.version ?? 0, touched: state !== "saved" });
  row.confirmed = Boolean(body.confirm_unusual);
  row.kept = row.fingerprint();
  return row;
}

/** What was typed and not kept in the outbox when the page was left, in its rows again. @param {Sheet} sheet */
export function restoreDrafts(sheet) {
  for (const row of sheet.rows) {
    const draft = sheet.drafts.find(row.athlete);
    if (!draft) continue;
    // A row that shows another's test gives way to what was typed here: the two become a question.
    if (row.key && row.key !== draft.key && !row.entry) row.clear();
    if (draft.key && draft.key !== row.key) Object.assign(row, { key: draft.key, stored: null, entry: null });
    // The version that it was typed over, so that a change made elsewhere since then is asked about.
    if (draft.version) row.version = draft.version;
    row.values = draft.values;
    row.beside = draft.beside;
    row.touched = true;
    void keep(sheet, row);
  }
  sheet.showProgress();
}
