// Is there a place on this device for what is entered? Said before anything is.
import { openStore } from "./outbox-store.js";

/** Room for a day's entries, in bytes. */
const ENOUGH = 2 * 1024 * 1024;

/** @typedef {{missing: string, full: string}} Words */

/** Nothing can be kept here: `message` says what to do, `why` is "missing" or "full". */
export class OutboxUnavailable extends Error {
  /** @param {"missing" | "full"} why @param {Words} words */
  constructor(why, words) {
    super(words[why]);
    this.name = "OutboxUnavailable";
    this.why = why;
  }
}

/** The sentences that every page brings in its bar. @returns {Words} */
export function wordsOfPage() {
  const bar = /** @type {HTMLElement | null} */ (document.querySelector("[data-outbox]"));
  return { missing: bar?.dataset.missing ?? "", full: bar?.dataset.full ?? "" };
}

/** @param {any} error @param {Words} words */
export function unavailable(error, words) {
  return new OutboxUnavailable(error?.name === "QuotaExceededError" ? "full" : "missing", words);
}

/** The user's shelf with room in it; throws OutboxUnavailable. @param {string} user @param {Words} words */
export async function openOrSay(user, words) {
  try {
    const store = await openStore(user);
    await store.tryOut();
    const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
    if (quota !== undefined && quota - (usage ?? 0) < ENOUGH) throw new DOMException("full", "QuotaExceededError");
    return store;
  } catch (error) {
    throw unavailable(error, words);
  }
}
