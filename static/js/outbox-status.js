// The outbox in the bar: what is not on the server yet, in words. For pages that use the outbox.
import { isUnsent, isWaiting } from "./outbox-core.js";

/** @typedef {import("./outbox-core.js").Entry} Entry */

/**
 * What the bar says of these entries: the name of the words, and the number in them. null says nothing.
 *
 * @param {Entry[]} entries
 * @param {boolean} online as the browser knows it
 * @returns {{words: string, count: number, mend: number} | null}
 */
export function statusOf(entries, online) {
  const waiting = entries.filter(isWaiting);
  const mend = entries.filter((entry) => isUnsent(entry) && !isWaiting(entry)).length;
  const count = waiting.length;
  const some = (/** @type {string} */ words) => ({ words, count, mend });
  if (waiting.some((entry) => entry.state === "signed_out")) return some("signIn");
  if (count && (!online || waiting.every((entry) => entry.tries > 0 && entry.state === "device"))) return some("offlineHere");
  if (!online) return some("offline");
  if (waiting.some((entry) => entry.state === "sending")) return some("sending");
  if (count) return some("here");
  return mend ? some("") : null;
}

/**
 * Shows the outbox in the bar from now on, in the element of `components/_outbox.html`.
 *
 * @param {{subscribe: (fn: (entries: Entry[]) => void) => () => void}} outbox
 * @param {HTMLElement | null} [place]
 */
export function showOutbox(outbox, place = document.querySelector("[data-outbox]")) {
  if (!place) return;
  const line = /** @type {HTMLElement} */ (place.querySelector("[data-line]"));
  const signIn = /** @type {HTMLAnchorElement} */ (place.querySelector("[data-sign-in]"));
  /** @type {Entry[]} */
  let entries = [];
  const show = () => {
    const status = statusOf(entries, navigator.onLine);
    place.hidden = status === null;
    if (!status) return;
    const { words, count, mend } = status;
    const said = [words && place.dataset[words], mend && place.dataset.mend?.replace("%n", String(mend))];
    line.textContent = said.filter(Boolean).join(" · ").replace("%n", String(count));
    signIn.hidden = words !== "signIn";
  };
  outbox.subscribe((all) => {
    entries = all;
    show();
  });
  signIn.href = `${signIn.pathname}?next=${encodeURIComponent(location.pathname + location.search)}`;
  addEventListener("online", show);
  addEventListener("offline", show);
}
