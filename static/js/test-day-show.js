// How a row shows: means, what stands out, its state, and what is to be asked or mended in it.
import { inDegrees, meanOf } from "./angles.js";
import { all, one } from "./elements.js";
import { chipsOf } from "./findings.js";
import { SIDES } from "./test-day-context.js";

/**
 * @typedef {import("./test-day-row.js").Row} Row
 * @typedef {import("./test-day-context.js").StoredTest} StoredTest
 */

/** @param {Row} row */
export function show(row) {
  const found = row.findings();
  for (const side of SIDES) {
    const cell = part(row, `[data-mean="${side}"]`);
    cell.textContent = inDegrees(meanOf(row.texts(side)), row.context.language);
    cell.className = `mean num ${found[side]?.band ?? ""}`;
  }
  part(row, "[data-chips]").replaceChildren(...chipsShown(row).map(mark));
  showState(row);
  showQuestions(row);
  showSymptoms(row);
}

/** @param {Row} row @param {string} selector */
const part = (row, selector) => one(row.element, selector, HTMLElement);

/**
 * The server's labels where it has answered for just these readings; before that, the device's own, as soon as the
 * row is complete or was left.
 * @param {Row} row
 */
export function chipsShown(row) {
  if (row.stored?.chips && row.isSettled) return row.stored.chips;
  const left = row.touched && !row.isEmpty && !row.element.contains(document.activeElement);
  if (!(row.isComplete || left) || row.impossible().length) return [];
  return chipsOf(row.findings(), row.context.rules, row.context.language);
}

/** @param {import("./findings.js").Chip} chip */
function mark({ chip, tone }) {
  const label = document.createElement("span");
  label.className = `chip chip-${tone}`;
  label.textContent = chip;
  return label;
}

/** @param {Row} row */
function showState(row) {
  const { text } = row.context;
  const { state } = row;
  const cell = part(row, "[data-state]");
  cell.className = `is-${state}`;
  // Another's test doesn't change the row that one is about to type into: it says so.
  const others = row.isFree ? row.twin : state === "saved" ? row.stored : null;
  const byAnother = others && !others.own && others.tester ? { name: others.tester, time: others.at ?? "" } : null;
  cell.textContent = byAnother ? text("saved_by", byAnother) : text(state);
}

/** What is to be mended or asked, in the row. @param {Row} row */
function showQuestions(row) {
  const wrong = row.impossible();
  for (const input of row.inputs) {
    if (wrong.includes(input)) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
  const ask = part(row, "[data-ask]");
  const { activeElement } = document;
  // A tick that has the focus keeps it, and its question as long.
  const focused = ask.contains(activeElement) ? activeElement?.getAttribute("data-act") : null;
  const said = questions(row, wrong, focused === "confirm");
  ask.hidden = said.length === 0;
  // What stays as it is isn't made anew: a button that is being pressed would miss its press.
  if (said.map((line) => line.outerHTML).join("") === ask.innerHTML) return tickAs(ask, row.confirmed);
  ask.replaceChildren(...said);
  tickAs(ask, row.confirmed);
  if (focused) all(ask, `[data-act="${focused}"]`, HTMLElement)[0]?.focus();
}

/** @param {HTMLElement} ask @param {boolean} confirmed */
function tickAs(ask, confirmed) {
  for (const tick of all(ask, "[data-act=confirm]", HTMLInputElement)) tick.checked = confirmed;
}

/** @param {Row} row @param {HTMLInputElement[]} wrong @param {boolean} answering */
function questions(row, wrong, answering) {
  const { text } = row.context;
  const said = wrong.map((input) => sentence("error", text("not_a_number", { typed: input.value.trim().slice(0, 20) })));
  const answered = row.isSettled && row.state === "saved" && !answering;
  if (row.unusual().length && !answered) said.push(unusual(row));
  if (row.isSettled && row.entry?.state === "refused" && !row.isAsked) said.push(sentence("error", row.entry.reason));
  if (row.isSettled && row.entry?.state === "conflict") said.push(clash(row));
  if (row.twin && !row.isEmpty) said.push(twice(row, row.twin));
  const beyond = row.beyond.left.length + row.beyond.right.length;
  if (beyond) said.push(sentence("muted", text("beyond", { count: beyond }), openTest(row)));
  if (row.isEmpty && row.key && row.version) {
    said.push(sentence("muted", text("still_stored"), act("delete", text("delete")), openTest(row)));
  }
  return said;
}

/** @param {Row} row */
function unusual(row) {
  const { text, language } = row.context;
  const list = new Intl.ListFormat(language);
  const asked = SIDES.flatMap((side) => {
    const degrees = [...new Set(row.unusual().filter(([its]) => its === side).map(([, one]) => inDegrees(one, language)))];
    return degrees.length ? text(degrees.length > 1 ? "unusual_some" : "unusual", { side: text(side), degrees: list.format(degrees) }) : [];
  });
  const label = document.createElement("label");
  label.className = "tick";
  const tick = document.createElement("input");
  tick.type = "checkbox";
  tick.className = "form-check-input";
  tick.dataset.act = "confirm";
  label.append(tick, ` ${text("yes_right")}`);
  return sentence("asked", asked.join(" "), label);
}

/** @param {Row} row */
function clash(row) {
  const { text, language } = row.context;
  const stored = row.entry?.answer?.stored;
  if (!stored) return sentence("asked", text("gone"), act("mine", text("store_again")));
  const asked = text("clash", { hips: hipsOf(stored, language) });
  return sentence("asked", asked, act("theirs", text("keep_stored")), act("mine", text("replace")));
}

/** @param {Row} row @param {StoredTest} twin */
function twice(row, twin) {
  const { text, language } = row.context;
  const asked = text("twice", { name: twin.tester ?? "", hips: hipsOf(twin, language), time: twin.at ?? "" });
  return sentence("asked", asked, act("both", text("keep_both")), act("replace", text("replace")));
}

/** @param {StoredTest} test @param {string} language */
function hipsOf(test, language) {
  return SIDES.map((side) => inDegrees(test[`${side}_degrees`] ?? null, language)).join("/");
}

/** @param {Row} row */
function showSymptoms(row) {
  const { text } = row.context;
  const { symptoms, pain_left, pain_right } = row.beside;
  const count = symptoms.length + [pain_left, pain_right].filter((pain) => pain).length;
  part(row, "[data-symptoms]").textContent = count ? text("symptoms_some", { count }) : text("symptoms");
  part(row, ".more").classList.toggle("is-yes", count > 0);
}

/** @param {Row} row */
function openTest(row) {
  const link = document.createElement("a");
  link.href = row.context.pageUrl(row.key);
  link.textContent = row.context.text("open_test");
  return link;
}

/** @param {string} look @param {string} text @param {...Node} more */
function sentence(look, text, ...more) {
  const line = document.createElement("p");
  line.className = look;
  line.append(text, ...more.flatMap((node) => [" ", node]));
  return line;
}

/** @param {string} name @param {string} words */
function act(name, words) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-quiet btn-sm";
  button.dataset.act = name;
  button.textContent = words;
  return button;
}
