// The page that is shown without a network: what of this device's user can be opened all the same.
const list = document.querySelector("[data-kept]");

async function keptPages() {
  const who = await (await caches.match("/who", { cacheName: "medial-who" }))?.text();
  const names = (await caches.keys()).filter((name) => who && name.startsWith("medial-pages-") && name.endsWith(`-${who}`));
  const pages = [];
  for (const name of names) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const text = await (await cache.match(request, { ignoreVary: true }))?.text();
      const title = new DOMParser().parseFromString(text ?? "", "text/html").title;
      pages.push({ url: request.url, title: title.replace(/ · Medial$/, "") });
    }
  }
  return pages.reverse();
}

if (list && "caches" in window) {
  const pages = await keptPages();
  for (const { url, title } of pages) {
    const link = document.createElement("a");
    link.href = url;
    link.textContent = title;
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  const all = list.closest("[hidden]");
  if (all && pages.length) all.removeAttribute("hidden");
}

document.querySelector("[data-again]")?.addEventListener("click", () => location.reload());
