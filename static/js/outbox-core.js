// What happens to an entry of the outbox: pure functions, without a clock, a network or a store.

/**
 * @typedef {"device" | "sending" | "saved" | "refused" | "conflict" | "signed_out"} State
 *
 * @typedef {Object} Entry
 * @property {string} key one for each thing that is stored: the UUID in its address
 * @property {string} url
 * @property {Record<string, any>} body as it was entered last, with the stored version once it is known
 * @property {string} label in words, for lists
 * @property {string} group such as the sheet that it belongs to; "" for none
 * @property {string} user the id of who entered it
 * @property {State} state
 * @property {string} reason why it isn't saved, in the server's words; "" where there is nothing to say
 * @property {any} answer the server's last word: a saved row, both versions of a conflict, faults by field
 * @property {number} tries sent in vain since the last answer
 * @property {number} changed when it was entered or changed last, in ms
 * @property {number} made when it was entered first, in ms
 * @property {number} due not to be sent before, in ms
 * @property {number} edits how often it was entered
 * @property {Flight | null} flight what was sent last and has no answer yet
 *
 * @typedef {{body: Record<string, any>, url: string, edit: number}} Flight
 *
 * @typedef {{key: string, url: string, body: Record<string, any>, label?: string, group?: string, user: string}} Entered
 *
 * @typedef {({type: "put", at: number} & Entered)
 *   | {type: "send", at: number}
 *   | {type: "answer", edit: number, status: number, answer: any, signIn?: boolean}
 *   | {type: "signed_out"}
 *   | {type: "lost", edit: number, at: number}
 *   | {type: "take", answer: any}
 *   | {type: "retry"}} Event
 */

const SECOND = 1000;
const LONGEST_WAIT = 60 * SECOND;

/** Statuses that say "not now": the server is busy, being restarted, or behind something that is. */
const LATER = new Set([408, 425, 429]);

/**
 * The entry after an event; null where there is none (left).
 *
 * What was sent without an answer may or may not be stored. It is sent again as it was until the server has
 * spoken, even where it was changed since: only then is the version known that the change is based on.
 *
 * @param {Entry | null} entry
 * @param {Event} event
 * @returns {Entry | null}
 */
export function next(entry, event) {
  if (event.type === "put") return entered(entry, event);
  if (!entry) return null;
  switch (event.type) {
    case "send":
      // Another tab may have had an answer meanwhile.
      if (!isWaiting(entry)) return entry;
      return { ...entry, state: "sending", flight: entry.flight ?? takeOff(entry), tries: entry.tries + 1, due: event.at };
    case "answer":
      return entry.flight?.edit === event.edit ? answered(entry, event) : entry;
    case "signed_out":
      return isWaiting(entry) ? { ...entry, state: "signed_out" } : entry;
    case "lost":
      return entry.flight?.edit === event.edit ? { ...entry, state: "device", due: event.at + wait(entry.tries) } : entry;
    case "take":
      return event.answer ? saved(entry, event.answer) : null;
    case "retry":
      return { ...entry, due: 0 };
  }
}

/** @param {Entry | null} entry @param {{at: number} & Entered} event @returns {Entry} */
function entered(entry, { key, url, body, label = "", group = "", user, at }) {
  const fresh = { key, url, body: { ...body }, label, group, user, reason: "", answer: null };
  const waiting = { state: /** @type {State} */ ("device"), tries: 0, due: 0, changed: at };
  if (!entry) return { ...fresh, ...waiting, made: at, edits: 1, flight: null };
  if (fresh.body.version === undefined) delete fresh.body.version;
  const known = entry.body.version === undefined ? {} : { version: entry.body.version };
  return { ...entry, ...fresh, ...waiting, body: { ...known, ...fresh.body }, edits: entry.edits + 1 };
}

/** @param {Entry} entry @returns {Flight} */
function takeOff({ body, url, edits }) {
  return { body, url, edit: edits };
}

/**
 * @param {Entry} entry
 * @param {{status: number, answer: any, signIn?: boolean}} event
 * @returns {Entry}
 */
function answered(entry, { status, answer, signIn = false }) {
  if (status === 401 || signIn) return { ...entry, state: "signed_out", reason: reasonOf(answer) };
  const changedSince = entry.edits !== /** @type {Flight} */ (entry.flight).edit;
  const landed = { ...entry, flight: null, tries: 0, due: 0 };
  if (status === 200 || status === 201) {
    return changedSince ? { ...landed, state: "device", body: { ...entry.body, version: answer.version } } : saved(landed, answer);
  }
  // Refused or in conflict is what is no longer meant: the change is sent, and has its own answer.
  if (changedSince) return { ...landed, state: "device" };
  return { ...landed, state: status === 409 ? "conflict" : "refused", reason: reasonOf(answer), answer };
}

/** @param {Entry} entry @param {any} answer @returns {Entry} */
function saved(entry, answer) {
  const body = { ...entry.body, version: answer.version };
  return { ...entry, state: "saved", body, answer, reason: "", tries: 0, due: 0, flight: null };
}

/** How long to wait after so many tries, in ms: 1 s, 2 s, 4 s and so on to a minute. @param {number} tries */
export function wait(tries) {
  return Math.min(LONGEST_WAIT, SECOND * 2 ** Math.max(0, tries - 1));
}

/**
 * The sentences of a refusal in one: `{detail}`, or lists by field.
 *
 * @param {any} answer
 * @returns {string}
 */
export function reasonOf(answer) {
  if (!answer || typeof answer !== "object") return "";
  if (typeof answer.detail === "string") return answer.detail;
  return Object.values(answer).flat().filter((one) => typeof one === "string").join(" ");
}

/** Is it an answer, or something on the way that says "not now"? @param {number} status @param {any} answer */
export function isAnswer(status, answer) {
  if (status >= 500 || status < 200 || LATER.has(status)) return false;
  // A portal of somebody's network may answer 200 with a page of its own.
  if (status < 300) return Number.isInteger(answer?.version);
  return status >= 400 && answer !== null && typeof answer === "object";
}

/** Only on the device: leaving it now would lose it. @param {Entry} entry */
export function isUnsent(entry) {
  return entry.state !== "saved";
}

/** Sent by itself, sooner or later, without anybody deciding. @param {Entry} entry */
export function isWaiting(entry) {
  return entry.state === "device" || entry.state === "sending" || entry.state === "signed_out";
}

/**
 * What to send now, first what failed least: one that never gets through must not hold up the others.
 *
 * @param {Entry[]} entries
 * @param {number} at in ms
 * @returns {Entry | undefined}
 */
export function nextDue(entries, at) {
  // Nothing waits longer than the longest wait: a clock that was put back must not hold an entry up for hours.
  const due = entries.filter((entry) => isWaiting(entry) && (entry.due <= at || entry.due > at + LONGEST_WAIT));
  return due.sort((one, other) => one.tries - other.tries || byMaking(one, other))[0];
}

/** In the order in which they were entered first. @param {Entry} one @param {Entry} other */
export function byMaking(one, other) {
  return one.made - other.made || (one.key < other.key ? -1 : 1);
}
