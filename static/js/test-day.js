// The sheet of a test day: rows, the outbox they go through, undo, and other people's rows.
import { openOutbox } from "./outbox.js";
import { showOutbox } from "./outbox-status.js";
import { openMore } from "./test-day-dialog.js";
import { followKeys } from "./test-day-grid.js";
import { followTests } from "./test-day-live.js";
import { fill, Row } from "./test-day-row.js";
import { uuid7 } from "./uuid7.js";

const GROUP = "test-day";
const page = document.getElementById("sheet");
const table = page.querySelector("table");
const undo = document.getElementById("undo");
const add = document.getElementById("add");
const finish = document.getElementById("finish");
const { sample } = page.dataset;
const address = (pattern) => (key) => pattern.replace(sample, key);
const words = JSON.parse(page.dataset.words);
const context = {
  sheet: JSON.parse(page.dataset.sheet),
  rules: JSON.parse(page.dataset.rules),
  words,
  language: document.documentElement.lang,
  pageUrl: address(page.dataset.pageUrl),
};
const testUrl = address(page.dataset.testUrl);
const moveUrl = address(page.dataset.moveUrl);
const deleteUrl = address(page.dataset.deleteUrl);

/** @type {Row[]} */
let rows = [...table.tBodies[0].rows].map((element) => new Row(element, context));
/** @type {[Row, any][][]} what each change changed, to take it back */
const past = [];
const dismissed = new Set(JSON.parse(sessionStorage.getItem("twice") ?? "[]"));
let outbox = null;
/** @type {Row | null} */
let current = null;
let before = null;
let typedAt = "";
/** How many rows were said to be missing on the server when finishing. */
let warned = 0;

const rowOf = (element) => rows.find((row) => row.element.contains(element));

function say(text) {
  page.querySelector("[data-say]").textContent = text;
}

function trouble(text) {
  const line = page.querySelector("[data-trouble]");
  line.textContent = text;
  line.hidden = text === "";
}

/** Keeps the row's test on the device, from where it is sent; nothing where nothing changed. */
async function keep(row) {
  if (!outbox || row.isSettled || row.impossible().length) return row.show();
  if (row.isEmpty) return forget(row);
  row.key ||= uuid7();
  row.touched = true;
  const kept = row.fingerprint();
  row.kept = kept;
  // The outbox knows the version that was answered last; only a newer one, of another device, goes before it.
  const newer = row.version > (row.entry?.body.version ?? 0);
  const version = newer ? { version: row.version } : {};
  try {
    const entered = { key: row.key, url: testUrl(row.key), body: { ...row.content(), ...version } };
    await outbox.put({ ...entered, label: row.name, group: GROUP });
    trouble("");
  } catch (error) {
    row.kept = "";
    trouble(error.message);
  }
  row.show();
}

/** An emptied row: what only the device has is forgotten; what the server has stays, and the row says so. */
async function forget(row) {
  if (row.key && row.entry?.state !== "saved") {
    // What is on its way may be stored already: wait for the answer.
    await outbox.flush();
    await read(await outbox.entries(GROUP));
  }
  if (row.key && row.isEmpty && !row.version && !row.entry?.flight) {
    await outbox.discard(row.key);
    row.clear();
  }
  row.show();
}

function remember(changes) {
  past.push(changes);
  undo.disabled = false;
}

function takeBack() {
  const changes = past.pop();
  undo.disabled = past.length === 0;
  if (!changes) return;
  for (const [row, snapshot] of changes) row.restore(snapshot);
  changes[0][0].inputs[0].focus();
  before = changes[0][0].snapshot();
  for (const [row] of changes) void keep(row);
  showProgress();
  say(words.undone);
}

/** What is typed and not yet among the changes to take back. */
function noteChange(row) {
  if (row && before && JSON.stringify(before.values) !== JSON.stringify(row.values)) remember([[row, before]]);
  before = row?.snapshot() ?? null;
}

function showProgress() {
  const done = rows.filter((row) => !row.isEmpty).length;
  document.querySelector("[data-done]").textContent = rows.length
    ? ` · ${fill(words.done, { done, all: rows.length })}`
    : "";
  const place = current ? rows.indexOf(current) : -1;
  const next = rows.slice(place + 1).find((row) => row.isEmpty);
  const input = current?.inputs.indexOf(document.activeElement) ?? -1;
  const trials = context.sheet.trials;
  page.querySelector("[data-now]").textContent =
    current && input >= 0
      ? fill(words.now, {
          name: current.name,
          side: input < trials ? words.left : words.right,
          trial: (input % trials) + 1,
        })
      : "";
  page.querySelector("[data-next]").textContent = next
    ? fill(words.next, { name: next.name })
    : rows.every((row) => !row.isEmpty) ? words.all_done : "";
}

table.addEventListener("focusin", (event) => {
  const row = rowOf(event.target);
  if (current && row !== current) {
    const left = current;
    current.element.classList.remove("is-now");
    if (left.isEmpty && !left.key && left.twin) takeOver(left);
    else void keep(left);
  }
  current = row ?? null;
  current?.element.classList.add("is-now");
  if (current?.inputs.includes(event.target)) {
    before = current.snapshot();
    typedAt = event.target.value;
  }
  showProgress();
});

table.addEventListener("focusout", (event) => {
  const row = rowOf(event.target);
  if (!row?.inputs.includes(event.target)) return;
  noteChange(row);
  if (row.isComplete || !table.contains(event.relatedTarget)) void keep(row);
});

table.addEventListener("input", (event) => {
  const row = rowOf(event.target);
  if (!row?.inputs.includes(event.target)) return;
  // Another number is another question.
  row.confirmed = false;
  row.touched = true;
  row.show();
});

table.addEventListener("change", (event) => {
  const row = rowOf(event.target);
  if (event.target.dataset.act !== "confirm" || !row) return;
  row.confirmed = event.target.checked;
  void keep(row);
});

table.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  const row = button && rowOf(button);
  if (!row) return;
  if (button.classList.contains("more")) more(row);
  else void answer(row, button.dataset.act);
});

/** The coach's answer to a question of the row. */
async function answer(row, act) {
  const stored = row.entry?.answer?.stored;
  if (act === "theirs") {
    await outbox.take(row.key, stored);
    row.adopt({ ...stored, chips: [], own: false, tester: "", at: "" });
    return live();
  }
  if (act === "mine") {
    row.version = stored?.version ?? 0;
    await outbox.put({
      key: row.key, url: testUrl(row.key), body: { ...row.content(), version: stored?.version ?? null },
      label: row.name, group: GROUP,
    });
  }
  if (act === "both") dismiss(row);
  if (act === "replace") await replaceTwin(row);
  if (act === "delete" && (await removed(row.key))) return lost(row);
  row.show();
}

function dismiss(row) {
  dismissed.add(row.twin.id);
  sessionStorage.setItem("twice", JSON.stringify([...dismissed]));
  row.twin = null;
}

/** Mine instead of theirs: under their key where mine is not stored yet, else theirs is deleted. */
async function replaceTwin(row) {
  const { twin } = row;
  await keep(row);
  if (!row.version && !row.entry?.flight) {
    if (row.key) await outbox.discard(row.key);
    Object.assign(row, { key: twin.id, version: twin.version, kept: "", twin: null });
    return keep(row);
  }
  if (await removed(twin.id)) row.twin = null;
}

/** Deletes a stored test; false, and said, where that is not possible. */
async function removed(key) {
  const answered = await post(deleteUrl(key), {});
  const gone = answered !== null && (answered.type === "opaqueredirect" || answered.status === 404);
  trouble(gone ? "" : answered === null ? words.offline_delete : words.failed);
  return gone;
}

/** A form sent by the page itself; null without a network. */
async function post(url, fields) {
  const body = new URLSearchParams(fields);
  const headers = { "X-CSRFToken": page.dataset.csrf, Accept: "application/json" };
  try {
    return await fetch(url, { method: "POST", body, headers, redirect: "manual", cache: "no-store" });
  } catch {
    return null;
  }
}

function more(row) {
  const others = rows.filter((one) => one !== row && one.isEmpty && !one.key);
  const was = row.snapshot();
  openMore(row, others, {
    changed() {
      remember([[row, was]]);
      void keep(row);
    },
    move: (to) => move(row, to),
  });
}

/** "That was the other athlete": the whole entry goes to another row. @returns {Promise<string>} what is wrong */
async function move(row, to) {
  if (row.entry && row.entry.state !== "saved") await outbox.flush();
  await read(await outbox.entries(GROUP));
  if (row.version || row.entry?.flight) {
    if (!row.version) return words.offline_move;
    const answered = await post(moveUrl(row.key), { athlete: to.athlete, version: String(row.version) });
    if (answered === null) return words.offline_move;
    const told = await answered.json().catch(() => ({}));
    if (!answered.ok) return told.detail ?? words.failed;
    await outbox.discard(row.key);
    Object.assign(to, { key: row.key, version: told.version });
  } else {
    if (row.key) await outbox.discard(row.key);
    to.key = "";
  }
  const stored = row.stored;
  to.restore(row.snapshot());
  row.clear();
  to.touched = true;
  if (to.version) {
    Object.assign(to, { stored, kept: to.fingerprint() });
    to.hear();
    if (stored) to.stored = { ...stored, athlete: to.athlete, version: to.version };
    to.show();
  }
  await keep(to);
  past.length = 0;
  undo.disabled = true;
  showProgress();
  say(fill(words.moved, { name: to.name }));
  to.inputs[0].focus();
  await live();
  return "";
}

/** What the outbox says of each row. */
async function read(entries) {
  for (const entry of entries) {
    if (entry.group !== GROUP) continue;
    const row = rows.find((one) => one.key === entry.key) ?? restored(entry);
    if (!row) continue;
    if (!row.entry && !row.touched && isNews(entry, row)) open(row, entry);
    row.entry = entry;
    if (entry.state === "saved" && entry.answer) {
      const { version, chips } = entry.answer;
      if (version > (row.stored?.version ?? 0)) row.hear();
      if (version >= row.version) {
        row.version = version;
        row.stored = { ...row.stored, ...entry.answer, chips, own: true };
      }
    }
    row.show();
  }
  showProgress();
}

/** The row of an entry that was made before the page was opened again. */
function restored(entry) {
  const { body } = entry;
  const fits = ["tested_on", "position", "motion", "instrument"].every((name) => body[name] === context.sheet[name]);
  const row = fits && rows.find((one) => one.athlete === body.athlete);
  if (!row || row.touched || !row.isEmpty || row.key) return null;
  return open(row, entry);
}

/** Does the entry say more than the test that the page brought? A page without a network may be an older one. */
function isNews(entry, row) {
  return entry.state !== "saved" || (entry.answer?.version ?? 0) > row.version;
}

/** Shows in the row what the device has. */
function open(row, { key, body, state }) {
  row.load(body);
  // What is stored shows as such.
  Object.assign(row, { key, version: body.version ?? 0, touched: state !== "saved" });
  row.confirmed = Boolean(body.confirm_unusual);
  row.kept = row.fingerprint();
  return row;
}

/** Tests of the day as the server had them when asked, of everybody who is testing. */
function meet(tests, asked) {
  const { position, motion, instrument } = context.sheet;
  const same = tests.filter(
    (test) => test.position === position && test.motion === motion && test.instrument === instrument,
  );
  // An answer that was long on its way knows nothing of what was saved meanwhile.
  const heard = rows.filter((row) => row.heard <= asked);
  for (const row of heard) {
    const own = same.filter((test) => test.athlete === row.athlete);
    const known = own.find((test) => test.id === row.key);
    const other = own.find((test) => test.id !== row.key && !dismissed.has(test.id));
    if (known) refresh(row, known);
    else if (row.stored && row.isSettled && (row.entry?.state ?? "saved") === "saved" && row !== current) lost(row);
    row.twin = null;
    if (other && (row.touched || row.isEmpty)) row.twin = other;
    if (row.twin && !row.key && row.isEmpty && row !== current) takeOver(row);
    row.show();
  }
  showProgress();
  return heard.length === rows.length;
}

/** The server has this stored test no more, under this athlete: somebody deleted or moved it. */
function lost(row) {
  void outbox?.discard(row.key);
  row.touched = false;
  row.clear();
}

/** An empty row shows what somebody else saved. */
function takeOver(row) {
  const { twin } = row;
  row.twin = null;
  row.adopt(twin);
}

/** The row's own test: changed elsewhere, or as it is known here. */
function refresh(row, test) {
  const waiting = row.entry && row.entry.state !== "saved";
  if (test.version > row.version && row.isSettled && !waiting && row !== current) return row.adopt(test);
  if (test.version === row.version) row.stored = test;
}

followKeys({
  table,
  rows: () => rows,
  rowOf,
  last: () => finish.focus(),
  pasted(changes) {
    remember(changes.map(([row]) => [row, row.snapshot()]));
    for (const [row, values] of changes) {
      row.values = values;
      row.confirmed = false;
      row.touched = true;
      void keep(row);
    }
    before = current?.snapshot() ?? null;
    showProgress();
    say(fill(words.pasted, { count: changes.length }));
  },
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  const field = document.activeElement;
  const typing = field instanceof HTMLInputElement && (!table.contains(field) || field.value !== typedAt);
  // What is being typed right now is the browser's own to take back.
  if (typing || past.length === 0) return;
  event.preventDefault();
  takeBack();
});
undo.addEventListener("click", () => {
  noteChange(current);
  takeBack();
});

add.addEventListener("submit", async (event) => {
  event.preventDefault();
  const error = add.querySelector("[data-error]");
  const fields = new FormData(add);
  if (!fields.get("id")) fields.set("id", (add.elements.id.value = uuid7()));
  const response = await post(add.action, Object.fromEntries(fields));
  const told = response && (await response.text());
  if (!response?.ok) {
    error.textContent = response === null ? words.offline_add : (faultsOf(told) ?? words.failed);
    return;
  }
  error.textContent = "";
  table.tBodies[0].insertAdjacentHTML("beforeend", told);
  const row = new Row(table.tBodies[0].lastElementChild, context);
  rows = [...rows, row];
  page.querySelector("[data-nobody]")?.remove();
  say(fill(words.added, { name: row.name }));
  add.elements.id.value = add.elements.name.value = "";
  row.inputs[0].focus();
});

function faultsOf(text) {
  try {
    return Object.values(JSON.parse(text)).flat().join(" ");
  } catch {
    return null;
  }
}

// Leaving the page is leaving the row.
const leave = () => document.visibilityState === "hidden" && current && void keep(current);
document.addEventListener("visibilitychange", leave);
addEventListener("pagehide", () => current && void keep(current));
finish.addEventListener("click", async (event) => {
  if (!outbox || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  await Promise.all(rows.map(keep));
  await Promise.race([outbox.flush(), new Promise((resolve) => setTimeout(resolve, 4000))]);
  await read(await outbox.entries(GROUP));
  const waiting = rows.filter((row) => !row.isEmpty && row.state() !== "saved").length;
  if (waiting === 0 || warned === waiting) {
    location.href = finish.href;
    return;
  }
  warned = waiting;
  trouble(fill(words.waiting, { count: waiting }));
});

let live = async () => {};
page.hidden = false;
add.hidden = false;
showProgress();
try {
  outbox = await openOutbox({ user: page.dataset.user, csrf: page.dataset.csrf });
  await read(await outbox.entries(GROUP));
  outbox.subscribe(read);
  showOutbox(outbox);
} catch (error) {
  trouble(error.message || words.no_outbox);
  // Nothing that is typed here could be kept.
  for (const input of rows.flatMap((row) => row.inputs)) input.disabled = true;
  add.hidden = true;
}
live = followTests(page.dataset.rowsUrl, meet);
page.dataset.ready = "";
// At a desk one types at once; on a phone the keyboard would cover the sheet before it was seen.
if (matchMedia("(pointer: fine)").matches) rows.find((row) => row.isEmpty)?.inputs[0].focus({ preventScroll: true });
