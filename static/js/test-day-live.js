// The day's tests of the whole club, every few seconds, so that two coaches see each other's rows.

const EVERY = 8000;
/** An answer that is later than this is given up: the next one may come sooner. */
const TIMEOUT = 20_000;
/** What the server says to who is no coach of the club any more. */
const LOST = new Set([403, 404]);

/**
 * Asks at once and then every eight seconds while the page is seen.
 * @param {string} url
 * @param {(tests: import("./test-day-context.js").StoredTest[], asked: number) => boolean} found told when they were
 *   asked for, as `performance.now()` counts; says whether it made use of all of them
 * @returns {() => Promise<void>} asks now
 */
export function followTests(url, found) {
  let known = "";
  let asking = false;

  async function ask() {
    if (asking || document.visibilityState !== "visible" || navigator.onLine === false) return;
    asking = true;
    const asked = performance.now();
    try {
      const headers = { Accept: "application/json", ...(known && { "If-None-Match": known }) };
      const signal = AbortSignal.timeout(TIMEOUT);
      const response = await fetch(url, { headers, cache: "no-store", redirect: "error", signal });
      // The club is closed to this coach: its sheet leaves the screen. What was typed is in the outbox.
      if (LOST.has(response.status)) location.reload();
      if (response.status !== 200) return;
      const { tests } = await response.json();
      const all = found(tests, asked);
      known = (all && response.headers.get("ETag")) || "";
    } catch {
      // No network: the next time.
    } finally {
      asking = false;
    }
  }

  setInterval(ask, EVERY);
  document.addEventListener("visibilitychange", ask);
  addEventListener("online", ask);
  void ask();
  return ask;
}
