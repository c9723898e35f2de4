// A new test by way of the outbox: on the device first, then on the server, with or without a network.
import { openOutbox } from "./outbox.js";
import { showOutbox } from "./outbox-status.js";
import { uuid7 } from "./uuid7.js";

const PATIENCE = 4000;
const SIDES = ["left", "right"];
const PLAIN = ["tested_on", "position", "motion", "instrument", "warm_up", "note"];
const LISTS = ["symptoms", "compensations"];

const form = /** @type {HTMLFormElement} */ (document.getElementById("entry"));
const box = /** @type {HTMLElement} */ (document.querySelector("[data-kept-tests]"));
const { athlete, name, sample, api, page } = /** @type {Record<string, string>} */ ({ ...box.dataset });
const group = `test-of-${athlete}`;
const fields = /** @type {any} */ (form.elements);
const ticked = (/** @type {string} */ list) =>
  /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll(`[name="${list}"]:checked`)]).map((one) => one.value);
const trials = (/** @type {string} */ side) =>
  /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll(".hip input.angle")]).filter((one) => one.name.startsWith(side));

/** The form as the API takes it; null where only the server can say what is wrong with it. */
function content() {
  /** @type {Record<string, any>} */
  const body = { athlete };
  for (const field of PLAIN) body[field] = fields[field]?.value ?? "";
  for (const list of LISTS) body[list] = ticked(list);
  for (const side of SIDES) {
    const typed = trials(side).map((one) => one.value.trim());
    body[`${side}_trials`] = typed.some(Boolean) ? typed : [];
    const pain = fields[`pain_${side}`].value.trim();
    if (pain && !/^\d+$/.test(pain)) return null;
    body[`pain_${side}`] = pain ? Number(pain) : null;
  }
  body.confirm_unusual = Boolean(fields.confirm_unusual?.checked);
  return body;
}

/** A picture to keep travels with the form: the outbox holds numbers and words. */
const keepsPicture = () =>
  Boolean(fields.keep_picture?.checked || fields.picture_consent?.checked || fields.picture?.files?.length);

/** What was entered, in the form again. @param {import("./outbox-core.js").Entry} entry */
function fillIn({ key, body }) {
  for (const field of PLAIN) if (fields[field]) fields[field].value = body[field];
  for (const side of SIDES) {
    trials(side).forEach((one, number) => (one.value = String(body[`${side}_trials`][number] ?? "")));
    fields[`pain_${side}`].value = body[`pain_${side}`] ?? "";
  }
  for (const list of LISTS) {
    for (const one of form.querySelectorAll(`[name="${list}"]`)) {
      const box = /** @type {HTMLInputElement} */ (one);
      box.checked = body[list].includes(box.value);
    }
  }
  fields.id.value = key;
  dispatchEvent(new Event("pageshow"));
}

/** The next test of the athlete: the method stays, the rest is empty. */
function empty() {
  const nothing = { left_trials: [], right_trials: [], symptoms: [], compensations: [], note: "" };
  fillIn(/** @type {any} */ ({ key: uuid7(), body: { ...content(), ...nothing, pain_left: null, pain_right: null } }));
}

/** Tests that this page has seen on the device: once they are saved, it says so. */
const seen = new Set();

/** The tests that are on this device, with their state. @param {import("./outbox-core.js").Entry[]} entries */
function list(entries) {
  const own = entries.filter((entry) => entry.group === group);
  for (const { key, state } of own) if (state !== "saved") seen.add(key);
  const shown = own.filter((entry) => seen.has(entry.key));
  box.hidden = shown.length === 0;
  /** @type {HTMLElement} */ (box.querySelector("ul")).replaceChildren(...shown.map(line));
}

/** @param {import("./outbox-core.js").Entry} entry */
function line(entry) {
  const { key, label, state, reason } = entry;
  const example = /** @type {HTMLTemplateElement} */ (box.querySelector("template"));
  const item = /** @type {DocumentFragment} */ (example.content.cloneNode(true));
  const part = (/** @type {string} */ what) => /** @type {HTMLElement} */ (item.querySelector(`[data-${what}]`));
  part("label").textContent = label;
  part("state").textContent = [box.dataset[state], state === "signed_out" ? "" : reason].join(" ").trim();
  part("mend").addEventListener("click", () => fillIn(entry));
  part("delete").addEventListener("click", () => outbox?.discard(key));
  part("mend").hidden = part("delete").hidden = state === "saved";
  const open = /** @type {HTMLAnchorElement} */ (part("open"));
  open.href = page.replace(sample, key);
  open.hidden = state !== "saved";
  return item;
}

/** @param {any} error */
function say(error) {
  const place = /** @type {HTMLElement} */ (document.querySelector("[data-trouble]"));
  place.textContent = error.message;
  place.hidden = false;
}

/** @type {Awaited<ReturnType<typeof openOutbox>> | null} */
let outbox = null;
let busy = false;

form.addEventListener("submit", async (event) => {
  const body = content();
  if (!outbox || body === null || fields.separate?.value || keepsPicture()) return;
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

/** @param {NonNullable<typeof outbox>} here @param {Record<string, any>} body */
async function save(here, body) {
  const key = fields.id.value || uuid7();
  const numbers = SIDES.map((side) => body[`${side}_trials`].filter(Boolean).join(", ") || "–").join(" / ");
  await here.put({ key, url: api.replace(sample, key), body, label: `${name}, ${body.tested_on}: ${numbers}`, group });
  await Promise.race([here.flush(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  const entry = (await here.entries(group)).find((one) => one.key === key);
  if (entry?.state === "saved") {
    location.assign(page.replace(sample, key));
  } else if (entry?.state === "refused" || entry?.state === "conflict") {
    // The server's own page puts each sentence at its field, and shows both of a conflict.
    await here.discard(key);
    fields.id.value = key;
    form.submit();
  } else {
    empty();
    box.focus();
  }
}

try {
  const user = document.querySelector('meta[name="medial-user"]')?.getAttribute("content") ?? "";
  outbox = await openOutbox({ user, csrf: fields.csrfmiddlewaretoken.value });
  outbox.subscribe(list);
  showOutbox(outbox);
  box.dataset.ready = "";
} catch (error) {
  // Without a place on the device the form works as it does without JavaScript: with the network.
  say(error);
}
