// The day's tests of the whole club, every few seconds, so that two coaches see each other's rows.

const EVERY = 8000;
/** An answer that is later than this is given up: the next one may come sooner. */
const TIMEOUT = 20_000;

/**
 * Asks at once and then every eight seconds while the page is seen.
 * @param {string} url
 * @param {(tests: import("./test-day-context.js").StoredTest[]) => void} found
 * @returns {() => Promise<void>} asks now
 */
export function followTests(url, found) {
  let known = "";
  let asking = false;

  async function ask() {
    if (asking || document.visibilityState !== "visible" || navigator.onLine === false) return;
    asking = true;
    try {
      const headers = { Accept: "application/json", ...(known && { "If-None-Match": known }) };
      const signal = AbortSignal.timeout(TIMEOUT);
      const response = await fetch(url, { headers, cache: "no-store", redirect: "error", signal });
      if (response.status !== 200) return;
      const { tests } = await response.json();
      known = response.headers.get("ETag") ?? "";
      found(tests);
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
