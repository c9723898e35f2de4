// On every page of who is signed in: keeps the page for later where it asks for that, and leaves nothing
// personal on the device when they sign out.
import { openStore } from "./outbox-store.js";

/** @param {string} name */
const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.getAttribute("content") ?? null;
const user = meta("medial-user");

async function keepThisPage() {
  const registration = await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
  // A worker that has served this page has kept it; a new one has seen neither the page nor its files.
  const served = navigator.serviceWorker.controller;
  /** @param {ServiceWorker | null} worker @param {boolean} page */
  const ask = (worker, page) => {
    const files = performance.getEntriesByType("resource").map((one) => one.name);
    worker?.postMessage({ type: "keep", page: page ? location.href : null, files });
  };
  navigator.serviceWorker.addEventListener("controllerchange", () => ask(navigator.serviceWorker.controller, true));
  await navigator.serviceWorker.ready;
  if (served) ask(registration.active, false);
}

if (meta("medial-offline") !== null && "serviceWorker" in navigator) {
  const start = () => void keepThisPage().catch(() => undefined);
  if (document.readyState === "complete") start();
  else addEventListener("load", start);
}

/** How many entries are only on this device; 0 where the browser keeps none. */
async function unsent() {
  try {
    const store = await openStore(String(user));
    const entries = await store.all();
    store.close();
    return entries.filter((entry) => entry.state !== "saved").length;
  } catch {
    return 0;
  }
}

async function forgetEverything() {
  try {
    const store = await openStore(String(user));
    await store.clear();
    store.close();
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
  // How far a routine was, kept by routine.js.
  for (const key of Object.keys(localStorage).filter((one) => one.startsWith("medial-routine-"))) localStorage.removeItem(key);
  const names = "caches" in window ? await caches.keys() : [];
  const personal = names.filter((name) => name.startsWith("medial-pages-") || name === "medial-who");
  await Promise.all(personal.map((name) => caches.delete(name)));
}

/** @param {number} count @returns {Promise<boolean>} whether to sign out all the same */
async function isMeant(count) {
  const dialog = /** @type {HTMLDialogElement | null} */ (document.querySelector("[data-unsent]"));
  if (!dialog) return true;
  const words = count === 1 ? dialog.dataset.one : dialog.dataset.many;
  const sentence = dialog.querySelector("[data-sentence]");
  if (sentence) sentence.textContent = String(words).replace("%n", String(count));
  dialog.returnValue = "stay";
  dialog.showModal();
  await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
  return dialog.returnValue === "leave";
}

document.addEventListener("submit", async (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!user || !form.matches("form[action$='/accounts/logout/']")) return;
  event.preventDefault();
  const count = await unsent();
  if (count && !(await isMeant(count))) return;
  await forgetEverything();
  form.submit();
});
