// The day's tests of the whole club, every few seconds, so that two coaches see each other's rows.

const EVERY = 8000;

/**
 * Asks at once and then every eight seconds while the page is seen.
 * @param {string} url
 * @param {(tests: any[]) => void} found
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
      const response = await fetch(url, { headers, cache: "no-store", redirect: "error" });
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
