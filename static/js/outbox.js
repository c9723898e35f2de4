// What is entered goes here first, and from here to the server: as often as it takes, stored there once.
import { byMaking, isAnswer, isWaiting, next, nextDue } from "./outbox-core.js";
import { nameFor, openStore } from "./outbox-store.js";

/** @typedef {import("./outbox-core.js").Entry} Entry */

const EVERY = 15_000;
const TIMEOUT = 20_000;
const BUSY = 500;
const SAVED_STAYS = 48 * 3_600_000;
const ENOUGH = 2 * 1024 * 1024;

const WORDS = {
  missing:
    "This browser keeps nothing on the device, as private windows do. Open Medial in an ordinary window, or stay online and use the single form.",
  full: "There is no room left on this device. Free some space and open this page again, before you enter anything.",
};

/** Nothing can be kept here: `message` says what to do, `why` is "missing" or "full". */
export class OutboxUnavailable extends Error {
  /** @param {"missing" | "full"} why @param {{missing: string, full: string}} words */
  constructor(why, words = WORDS) {
    super(words[why]);
    this.name = "OutboxUnavailable";
    this.why = why;
  }
}

/**
 * The outbox of who is signed in; nobody else's entries are in it.
 *
 * `user` is the user's id, `csrf` the token of the very page: it stops working when somebody signs in anew, so
 * that a page left open never sends in another one's name. Throws OutboxUnavailable before anything is entered.
 *
 * @param {Object} options
 * @param {string} options.user
 * @param {string} options.csrf
 * @param {(url: string, options: RequestInit) => Promise<Response>} [options.send]
 * @param {() => number} [options.now] in ms
 * @param {{missing: string, full: string}} [options.words] the sentences of OutboxUnavailable
 */
export async function openOutbox({ user, csrf, send = fetch, now = Date.now, words = WORDS }) {
  const store = await openOrSay(user, words);
  const holder = `${now()}-${Math.random()}`;
  const tabs = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(nameFor(user));
  /** @type {Set<(entries: Entry[]) => void>} */
  const subscribers = new Set();
  /** @type {Promise<void> | null} */
  let running = null;
  let again = false;
  let signedOut = false;
  let persistent = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let later;

  /** @param {string} [group] @returns {Promise<Entry[]>} in the order in which they were entered first */
  async function entries(group) {
    const all = await store.all();
    return all.filter((entry) => group === undefined || entry.group === group).sort(byMaking);
  }

  async function notify() {
    if (subscribers.size === 0) return;
    const all = await entries();
    for (const subscriber of subscribers) subscriber(all);
  }

  function changed() {
    tabs?.postMessage("changed");
    return notify();
  }

  /** @param {string} key @param {import("./outbox-core.js").Event} event */
  async function change(key, event) {
    const after = await store.change(key, (entry) => next(entry, event));
    await changed();
    return after;
  }

  /**
   * Keeps it on the device, then sends it. The same key again replaces what was entered, based on the version
   * that the server answered last; a `version` in the body goes before that one (null: as if it were new).
   *
   * @param {{key: string, url: string, body: Record<string, any>, label?: string, group?: string}} entered
   * @returns {Promise<void>} resolves when it is on the disk; throws OutboxUnavailable where it can't be
   */
  async function put(entered) {
    try {
      await store.change(entered.key, (entry) => next(entry, { ...entered, type: "put", user, at: now() }));
    } catch (error) {
      throw unavailable(error, words);
    }
    if (!persistent) {
      persistent = true;
      navigator.storage?.persist?.().catch(() => false);
    }
    await changed();
    void flush();
  }

  /** Sends what is due, one at a time; resolves when nothing is left to try now. @returns {Promise<void>} */
  function flush() {
    if (running) {
      again = true;
      return running;
    }
    running = rounds().finally(() => {
      running = null;
    });
    return running;
  }

  async function rounds() {
    do {
      again = false;
      await alone(sendAll);
    } while (again);
  }

  /** One tab sends at a time: by a lock where there are locks, else by a lease. @param {() => Promise<void>} work */
  async function alone(work) {
    if (navigator.locks) await navigator.locks.request(nameFor(user), work);
    else if (await prolong()) await work().finally(() => store.lease(holder, now(), 0));
    // What was entered as the other tab was finishing would wait for the next turn of the clock.
    else later = setTimeout(flush, BUSY);
  }

  const prolong = () => store.lease(holder, now(), now() + TIMEOUT + 5000);

  async function sendAll() {
    while (!signedOut) {
      const entry = nextDue(await store.all(), now());
      if (!entry || (!navigator.locks && !(await prolong())) || !(await sendOne(entry.key))) return;
    }
  }

  /** @param {string} key @returns {Promise<boolean>} whether to go on: not where the network or the session is gone */
  async function sendOne(key) {
    const sending = await change(key, { type: "send", at: now() });
    if (!sending?.flight) return true;
    const { url, body, edit } = sending.flight;
    const told = await ask(url, body);
    if (!told || !isAnswer(told.status, told.answer)) {
      await change(key, { type: "lost", edit, at: now() });
      return Boolean(told);
    }
    await change(key, { type: "answer", edit, ...told });
    signedOut = told.status === 401 || told.signIn;
    return !signedOut;
  }

  /** What the server said; null where nothing came back. @param {string} url @param {Record<string, any>} body */
  async function ask(url, body) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), TIMEOUT);
    try {
      const response = await send(url, {
        method: "PUT",
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": csrf },
        body: JSON.stringify(body),
        credentials: "same-origin",
        cache: "no-store",
        redirect: "error",
        signal: stop.signal,
      });
      const signIn = response.status === 403 && response.headers.has("X-Sign-In");
      return { status: response.status, signIn, answer: await response.json().catch(() => null) };
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Forgets the entry, sent or not. @param {string} key */
  async function discard(key) {
    await store.change(key, () => null);
    await changed();
  }

  /**
   * Settles a conflict the other way: `answer` is the stored row, which counts as saved. null, where somebody
   * deleted it, forgets the entry. To keep one's own, `put` it with `version: stored.version` (null if deleted).
   *
   * @param {string} key @param {any} answer
   */
  async function take(key, answer) {
    await change(key, { type: "take", answer });
  }

  /** @param {(entries: Entry[]) => void} fn called now and on each change, in any tab @returns {() => void} the end of it */
  function subscribe(fn) {
    subscribers.add(fn);
    void entries().then((all) => subscribers.has(fn) && fn(all));
    return () => void subscribers.delete(fn);
  }

  /** The network may be back: nothing waits for its turn. */
  async function wake() {
    for (const entry of await store.all()) {
      if (isWaiting(entry) && entry.due > now()) await store.change(entry.key, (one) => next(one, { type: "retry" }));
    }
    await flush();
  }

  const seen = () => document.visibilityState === "visible" && void wake();
  const timer = setInterval(async () => (await store.all()).some(isWaiting) && flush(), EVERY);
  addEventListener("online", wake);
  document.addEventListener("visibilitychange", seen);
  if (tabs) tabs.onmessage = () => void notify();

  /** Stops sending; what is in it stays. */
  function close() {
    clearInterval(timer);
    clearTimeout(later);
    removeEventListener("online", wake);
    document.removeEventListener("visibilitychange", seen);
    subscribers.clear();
    tabs?.close();
    store.close();
  }

  /** Forgets everything of this user, sent or not. */
  async function clear() {
    await store.clear();
    await changed();
  }

  for (const entry of await store.all()) {
    if (entry.state === "saved" && entry.changed < now() - SAVED_STAYS) await store.change(entry.key, () => null);
  }
  void wake();
  return { put, entries, subscribe, flush, discard, take, clear, close };
}

/** @param {string} user @param {{missing: string, full: string}} words */
async function openOrSay(user, words) {
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

/** @param {unknown} error @param {{missing: string, full: string}} words */
function unavailable(error, words) {
  return new OutboxUnavailable(error instanceof DOMException && error.name === "QuotaExceededError" ? "full" : "missing", words);
}
