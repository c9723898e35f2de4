// On every page of who is signed in: keeps the page for later where it asks for that, and leaves nothing
// personal on the device when they sign out.
import { nameFor, openStore } from "./outbox-store.js";

/** @param {string} name */
const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.getAttribute("content") ?? null;
const user = meta("medial-user");

async function keepThisPage() {
  await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
  const ask = () => {
    const files = performance.getEntriesByType("resource").map((one) => one.name);
    navigator.serviceWorker.controller?.postMessage({ type: "keep", page: location.href, files });
  };
  // A new worker has seen neither the page nor its files; nor has one that took over as the page was loading.
  navigator.serviceWorker.addEventListener("controllerchange", ask);
  await navigator.serviceWorker.ready;
  ask();
}

if (meta("medial-offline") !== null && "serviceWorker" in navigator) {
  const start = () => void keepThisPage().catch(() => undefined);
  if (document.readyState === "complete") start();
  else addEventListener("load", start);
}

/** How many entries of the outbox are only on this device; 0 where the browser keeps none. */
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

/** What is still to be sent is shown and sent on every page, also where nothing is entered. */
async function sendTheRest() {
  if (!user || (await unsent()) === 0) return;
  const { isOpen, openOutbox } = await import("./outbox.js");
  if (isOpen()) return;
  const { showOutbox } = await import("./outbox-status.js");
  const token = /** @type {HTMLInputElement | null} */ (document.querySelector("[name=csrfmiddlewaretoken]"));
  showOutbox(await openOutbox({ user, csrf: token?.value ?? "" }));
}

// By then a page with an outbox of its own has opened it.
const rest = () => void sendTheRest().catch(() => undefined);
if (document.readyState === "complete") rest();
else addEventListener("load", rest);

/** What is half typed, which only signing out asks for. */
async function drafts() {
  return await import("./drafts.js").catch(() => null);
}

async function forgetEverything() {
  (await drafts())?.forgetDrafts(String(user));
  try {
    const store = await openStore(String(user));
    await store.clear();
    store.close();
    if ("BroadcastChannel" in window) {
      const tabs = new BroadcastChannel(nameFor(String(user)));
      tabs.postMessage("changed");
      tabs.close();
    }
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
  const count = (await unsent()) + ((await drafts())?.countDrafts(String(user)) ?? 0);
  if (count && !(await isMeant(count))) return;
  await forgetEverything();
  form.submit();
});
