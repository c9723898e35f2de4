// A new test by way of the outbox: on the device first, then on the server, with or without a network.
import { all, fieldOf, isTicked, one } from "./elements.js";
import { openOutbox } from "./outbox.js";
import { showOutbox } from "./outbox-status.js";
import { uuid7 } from "./uuid7.js";

const PATIENCE = 4000;
const SIDES = ["left", "right"];
const PLAIN = ["tested_on", "position", "motion", "instrument", "warm_up", "note"];
const LISTS = ["symptoms", "compensations"];

/** @typedef {import("./outbox-core.js").Entry} Entry */
/** @typedef {Record<string, any>} Body as docs/api.md has it */

const form = one(document, "form#entry", HTMLFormElement);
const box = one(document, "[data-kept-tests]", HTMLElement);
const { athlete = "", name = "", sample = "", api = "", page = "" } = box.dataset;
const needsNetwork = one(box, "[data-needs-network]", HTMLElement);
const group = `test-of-${athlete}`;
/** @param {string} field @returns {string} "" where the form has none */
const valueOf = (field) => fieldOf(form, field)?.value ?? "";
/** @param {string} list */
const boxes = (list) => all(form, `[name="${list}"]`, HTMLInputElement);
/** @param {string} side */
const trials = (side) => all(form, ".hip input.angle", HTMLInputElement).filter((trial) => trial.name.startsWith(side));

/** @param {string} field @param {string} value */
function set(field, value) {
  const input = fieldOf(form, field);
  if (input) input.value = value;
}

/** The form as the API takes it; null where only the server can say what is wrong with it. @returns {Body | null} */
function content() {
  /** @type {Body} */
  const body = { athlete };
  for (const field of PLAIN) body[field] = valueOf(field);
  for (const list of LISTS) body[list] = boxes(list).filter((tick) => tick.checked).map((tick) => tick.value);
  for (const side of SIDES) {
    const typed = trials(side).map((trial) => trial.value.trim());
    body[`${side}_trials`] = typed.some(Boolean) ? typed : [];
    const pain = valueOf(`pain_${side}`).trim();
    if (pain && !/^\d+$/.test(pain)) return null;
    body[`pain_${side}`] = pain ? Number(pain) : null;
  }
  body.confirm_unusual = isTicked(form, "confirm_unusual");
  return body;
}

/** As people say it; what was typed where it is no day. @param {string} text such as 2026-09-02 */
function dayOf(text) {
  const day = new Date(`${text}T00:00Z`);
  const format = new Intl.DateTimeFormat(document.documentElement.lang, { day: "numeric", month: "long", timeZone: "UTC" });
  return Number.isNaN(day.getTime()) ? text : format.format(day);
}

/** A picture to keep travels with the form, after its numbers: the outbox holds numbers and words. */
const keepsPicture = () =>
  isTicked(form, "keep_picture") || isTicked(form, "picture_consent") || Boolean(valueOf("picture"));

/** What was entered, in the form again. @param {Pick<Entry, "key" | "body">} entry */
function fillIn({ key, body }) {
  for (const field of PLAIN) set(field, body[field]);
  for (const side of SIDES) {
    trials(side).forEach((trial, number) => (trial.value = String(body[`${side}_trials`][number] ?? "")));
    set(`pain_${side}`, String(body[`pain_${side}`] ?? ""));
  }
  for (const list of LISTS) {
    for (const tick of boxes(list)) tick.checked = body[list].includes(tick.value);
  }
  set("id", key);
  dispatchEvent(new Event("pageshow"));
}

/** The next test of the athlete: the method stays, the rest is empty. */
function empty() {
  const nothing = { left_trials: [], right_trials: [], symptoms: [], compensations: [], note: "" };
  fillIn({ key: uuid7(), body: { ...content(), ...nothing, pain_left: null, pain_right: null } });
}

/** Tests that this page has seen on the device: once they are saved, it says so. @type {Set<string>} */
const seen = new Set();

/** What the form shows with the server's sentences needs no second place. @param {NonNullable<typeof outbox>} here */
async function handOver(here) {
  const key = valueOf("id");
  const entry = (await here.entries(group)).find((kept) => kept.key === key);
  if (entry?.state === "refused") await here.discard(key);
}

/** The tests that are on this device, with their state. @param {Entry[]} entries */
function list(entries) {
  const own = entries.filter((entry) => entry.group === group);
  for (const { key, state } of own) if (state !== "saved") seen.add(key);
  const shown = own.filter((entry) => seen.has(entry.key));
  box.hidden = shown.length === 0;
  one(box, "ul", HTMLElement).replaceChildren(...shown.map(line));
}

/** @param {Entry} entry */
function line(entry) {
  const { key, label, state, reason } = entry;
  const item = document.importNode(one(box, "template", HTMLTemplateElement).content, true);
  const part = (/** @type {string} */ what) => one(item, `[data-${what}]`, HTMLElement);
  part("label").textContent = label;
  part("state").textContent = [box.dataset[state], state === "signed_out" ? "" : reason].join(" ").trim();
  part("mend").addEventListener("click", () => fillIn(entry));
  part("delete").addEventListener("click", () => outbox?.discard(key));
  part("mend").hidden = part("delete").hidden = state === "saved";
  const open = one(item, "[data-open]", HTMLAnchorElement);
  open.href = page.replace(sample, key);
  open.hidden = state !== "saved";
  return item;
}

/** @param {unknown} error */
function say(error) {
  const place = one(document, "[data-trouble]", HTMLElement);
  place.textContent = error instanceof Error ? error.message : String(error);
  place.hidden = false;
}

/** @type {Awaited<ReturnType<typeof openOutbox>> | null} */
let outbox = null;
let busy = false;

form.addEventListener("submit", async (event) => {
  const body = content();
  if (!outbox || body === null || valueOf("separate")) return;
  event.preventDefault();
  if (busy) return;
  busy = true;
  try {
    await save(outbox, body);
  } catch (error) {
    // Nothing can be kept here after all: the page's own way, which takes the network.
    if (navigator.onLine) form.submit();
    else say(error);
  } finally {
    busy = false;
  }
});

/** @param {NonNullable<typeof outbox>} here @param {Body} body */
async function save(here, body) {
  const key = valueOf("id") || uuid7();
  const numbers = SIDES.map((side) => body[`${side}_trials`].filter(Boolean).join(" · ") || "–").join(" / ");
  await here.put({ key, url: api.replace(sample, key), body, label: `${name}, ${dayOf(body.tested_on)}: ${numbers}`, group });
  await Promise.race([here.flush(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  const entry = (await here.entries(group)).find((kept) => kept.key === key);
  const picture = keepsPicture();
  needsNetwork.hidden = true;
  if (entry?.state === "saved" && picture) {
    // The same test once more, now with its picture: the server finds nothing else to store.
    set("id", key);
    form.submit();
  } else if (entry?.state === "saved") {
    location.assign(page.replace(sample, key));
  } else if (entry?.state === "refused" || entry?.state === "conflict") {
    // The server's own page puts each sentence at its field, and shows both of a conflict. What is refused stays here
    // until that page has it: the network may go just now.
    if (entry.state === "conflict") await here.discard(key);
    set("id", key);
    form.submit();
  } else if (picture) {
    set("id", key);
    needsNetwork.hidden = false;
    box.focus();
  } else {
    empty();
    box.focus();
  }
}

try {
  const user = document.querySelector('meta[name="medial-user"]')?.getAttribute("content") ?? "";
  outbox = await openOutbox({ user, csrf: valueOf("csrfmiddlewaretoken") });
  await handOver(outbox);
  outbox.subscribe(list);
  showOutbox(outbox);
  box.dataset.ready = "";
} catch (error) {
  // Without a place on the device the form works as it does without JavaScript: with the network.
  say(error);
}
