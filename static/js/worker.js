// The service worker: what Medial shows without a network. /sw.js sets `self.RELEASE` and then loads this.
//
// Only pages that ask for it (`<meta name="medial-offline">`) are kept, each in a cache of the user whom it was
// made for (`<meta name="medial-user">`), of what they may do in which clubs (`data-rights`) and of this release.
// The network always comes first. As soon as a page says that it is somebody else, or that their rights changed,
// or anybody signs out, the pages kept so far are gone; so are pages of two weeks ago. The API is never touched.

/**
 * @typedef {{version: string, offlinePage: string, files: string[], prefix: string, signOut: string, signIn: string[]}} Release
 * @typedef {{type?: string, page: string, files: string[]}} Asked by static/js/device.js
 */

// The library of types has no service worker's `self`, but any worker's.
const worker = /** @type {ServiceWorkerGlobalScope & {RELEASE: Release}} */ (/** @type {unknown} */ (self));
const { version, offlinePage, files, prefix, signOut, signIn } = worker.RELEASE;
const STATIC = `medial-static-${version}`;
const PAGES = "medial-pages-";
const WHO = "medial-who";
const HASHED = /\.[0-9a-f]{12}\.\w+$/;
const PATIENCE = 6000;
const MOST_PAGES = 30;
/** As long as a page of today knows what is due, in ms. */
const KEPT_FOR = 14 * 24 * 3_600_000;
const UNREACHABLE = new Set([502, 503, 504]);
const GONE = new Set([403, 404, 410]);

/** @param {string} who a user's id with their rights */
const pagesOf = (who) => `${PAGES}${version}-${who}`;

worker.addEventListener("install", (event) => {
  event.waitUntil(install().then(() => worker.skipWaiting()));
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(dropOldReleases().then(() => worker.clients.claim()));
});

worker.addEventListener("message", (event) => {
  /** @type {Asked | null} */
  const asked = event.data;
  if (asked?.type === "keep") event.waitUntil(keep(asked));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== worker.location.origin) return;
  if (request.method === "POST" && url.pathname === signOut && request.mode === "navigate") {
    event.respondWith(signedOut(request));
  } else if (request.method === "POST" && request.mode === "navigate" && signIn.some((one) => url.pathname.startsWith(one))) {
    event.respondWith(signedIn(request));
  } else if (request.method !== "GET") {
    return;
  } else if (request.mode === "navigate") {
    event.respondWith(page(event));
  } else if (url.pathname.startsWith(prefix)) {
    event.respondWith(HASHED.test(url.pathname) ? cachedFirst(request) : networkFirst(request));
  }
});

async function install() {
  const cache = await caches.open(STATIC);
  // Without the cookie: the offline page is nobody's.
  await cache.put(offlinePage, await fetch(offlinePage, { credentials: "omit", cache: "reload" }));
  await cache.addAll(files);
}

async function dropOldReleases() {
  const names = (await caches.keys()).filter((name) => name.startsWith("medial-") && name !== WHO);
  const old = names.filter((name) => name !== STATIC && !name.startsWith(`${PAGES}${version}-`));
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** @param {Request} request */
async function cachedFirst(request) {
  const cache = await caches.open(STATIC);
  const kept = await cache.match(request.url, { ignoreVary: true });
  return kept ?? fetched(cache, request);
}

/** A name without a hash says nothing about what is in the file. @param {Request} request */
async function networkFirst(request) {
  const cache = await caches.open(STATIC);
  try {
    return await fetched(cache, request);
  } catch (error) {
    const kept = await cache.match(request.url, { ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}

/** @param {Cache} cache @param {Request} request */
async function fetched(cache, request) {
  const response = await fetch(request);
  if (response.ok && response.status === 200) await cache.put(request.url, response.clone());
  return response;
}

/** @param {FetchEvent} event */
async function page(event) {
  const { request } = event;
  const kept = await keptPage(request.url);
  const answer = fetch(request);
  // Also where it comes too late to be shown: it may say that the page is lost.
  event.waitUntil(answer.then((response) => look(request.url, response.clone())).catch(() => undefined));
  try {
    const response = await (kept ? inTime(answer) : answer);
    return kept && UNREACHABLE.has(response.status) ? kept : response;
  } catch {
    return kept ?? withoutNetwork();
  }
}

/** A network that is only just there must not keep anybody waiting. @param {Promise<Response>} answer */
function inTime(answer) {
  const late = new Promise((_resolve, reject) => setTimeout(() => reject(new Error("late")), PATIENCE));
  return Promise.race([answer, late]);
}

/** @param {string} address */
async function keptPage(address) {
  const who = await lastSeen();
  if (!who) return undefined;
  return caches.match(withoutFragment(address), { cacheName: pagesOf(who), ignoreVary: true });
}

async function withoutNetwork() {
  const cache = await caches.open(STATIC);
  const plain = await cache.match(offlinePage, { ignoreVary: true });
  return plain ? new Response(plain.body, { status: 503, headers: plain.headers }) : Response.error();
}

/** Whose page is it, and is it one to keep? @param {string} url @param {Response} response */
async function look(url, response) {
  const address = withoutFragment(url);
  if (response.type === "opaqueredirect") return ledElsewhere(address);
  if (GONE.has(response.status)) await forget(address);
  if (!response.headers.get("Content-Type")?.startsWith("text/html")) return;
  const text = await response.text();
  const [, user, rights] = /<meta name="medial-user" content="([^"]+)" data-rights="([^"]+)"/.exec(text) ?? [];
  if (!user) return;
  const who = `${user}-${rights}`;
  await see(who);
  if (response.status !== 200 || !text.includes('<meta name="medial-offline"')) return;
  const cache = await caches.open(pagesOf(who));
  const headers = new Headers(response.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  await cache.delete(address, { ignoreVary: true });
  await cache.put(address, new Response(text, { headers }));
  const addresses = await cache.keys();
  await Promise.all(addresses.slice(0, -MOST_PAGES).map((one) => cache.delete(one, { ignoreVary: true })));
}

/** Whoever is sent elsewhere has lost the page, unless they are only to sign in again. @param {string} address */
async function ledElsewhere(address) {
  if (!(await keptPage(address))) return;
  const there = await fetch(address, { credentials: "same-origin" });
  if (there.ok && !there.url.includes("/accounts/")) await forget(address);
}

/** @param {string} address */
async function forget(address) {
  for (const name of await pageCaches()) await (await caches.open(name)).delete(address, { ignoreVary: true });
}

const pageCaches = async () => (await caches.keys()).filter((name) => name.startsWith(PAGES));

/** @param {string} address */
function withoutFragment(address) {
  const url = new URL(address, worker.location.href);
  url.hash = "";
  return url.href;
}

async function lastSeen() {
  return (await caches.match("/who", { cacheName: WHO }))?.text();
}

/** @param {string} who */
async function see(who) {
  const cache = await caches.open(WHO);
  await cache.put("/who", new Response(who));
  const others = (await pageCaches()).filter((name) => name !== pagesOf(who));
  await Promise.all(others.map((name) => caches.delete(name)));
  if (await caches.has(pagesOf(who))) await dropOldPages(await caches.open(pagesOf(who)));
}

/** @param {Cache} cache */
async function dropOldPages(cache) {
  for (const address of await cache.keys()) {
    const made = (await cache.match(address, { ignoreVary: true }))?.headers.get("Date");
    if (made && Date.parse(made) < Date.now() - KEPT_FOR) await cache.delete(address, { ignoreVary: true });
  }
}

/** @param {Request} request */
async function signedOut(request) {
  try {
    const response = await fetch(request);
    if (response.ok || response.type === "opaqueredirect") await clear();
    return response;
  } catch {
    return withoutNetwork();
  }
}

/** Whoever it was, it may be somebody else now: nothing kept is shown until a page says who. @param {Request} request */
async function signedIn(request) {
  const response = await fetch(request);
  await caches.delete(WHO);
  return response;
}

async function clear() {
  await caches.delete(WHO);
  for (const name of await pageCaches()) await caches.delete(name);
}

/**
 * What a page has loaded before this worker was there, and the page itself.
 *
 * @param {Asked} asked
 */
async function keep({ page: address, files: loaded }) {
  const cache = await caches.open(STATIC);
  for (const file of loaded.filter((one) => new URL(one).pathname.startsWith(prefix))) {
    if (!(await cache.match(file, { ignoreVary: true }))) await fetched(cache, new Request(file));
  }
  if (await keptPage(address)) return;
  await look(address, await fetch(address, { credentials: "same-origin", redirect: "error" }));
}
