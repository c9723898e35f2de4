// The form of a test as it is filled in: live means, last time's result by method, answers counted.
import { inDegrees, isUnusual, meanOf, parseAngle } from "./angles.js";
import { all, fieldOf, one } from "./elements.js";

const METHOD = ["position", "motion", "instrument"];
const form = one(document, "form#entry", HTMLFormElement);
const language = document.documentElement.lang;
/** @type {Record<string, Record<string, string>>} each side's result in words, by method */
const lastByMethod = JSON.parse(form.dataset.last ?? "{}");

const hips = () => all(form, ".hip", HTMLElement);
const groups = () => all(form, ".questions details", HTMLDetailsElement);

/** @param {HTMLElement} hip */
function showMean(hip) {
  const texts = all(hip, "input.angle", HTMLInputElement).map((input) => input.value);
  const mean = inDegrees(meanOf(texts), language);
  one(hip, "[data-mean]", HTMLElement).textContent = mean;
  one(form, `[data-mean-of="${hip.dataset.side}"]`, HTMLElement).textContent = mean;
  one(hip, "[data-unusual]", HTMLElement).hidden = !texts.some((text) => isUnusual(parseAngle(text)));
}

function showLast() {
  const method = METHOD.map((name) => fieldOf(form, name)?.value ?? "").join(" ");
  for (const hip of hips()) {
    const words = lastByMethod[method]?.[hip.dataset.side ?? ""] ?? "";
    one(hip, "[data-last-mean]", HTMLElement).textContent = words;
    one(hip, ".last", HTMLElement).hidden = words === "";
  }
}

function showHow() {
  const position = fieldOf(form, "position")?.value;
  for (const how of all(form, "[data-how]", HTMLElement)) how.hidden = how.dataset.how !== position;
}

/** @param {HTMLElement} group */
function showAnswer(group) {
  const ticked = group.querySelectorAll("input:checked").length;
  const answer = one(group, ".answer", HTMLElement);
  const { none = "", some = "" } = answer.dataset;
  answer.textContent = ticked ? `${some} · ${ticked}` : none;
  answer.classList.toggle("is-yes", ticked > 0);
}

form.addEventListener("input", ({ target }) => {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
  const hip = target.classList.contains("angle") ? target.closest(".hip") : null;
  if (hip instanceof HTMLElement) {
    showMean(hip);
    // Another number is another question.
    const confirmed = fieldOf(form, "confirm_unusual");
    if (confirmed instanceof HTMLInputElement) confirmed.checked = false;
  }
  const group = target.name === "symptoms" ? target.closest("details") : null;
  if (group) showAnswer(group);
  if (METHOD.includes(target.name)) showLast();
  if (target.name === "position") showHow();
});

// A page that comes back from the browser's memory keeps what was typed: say what belongs to it.
window.addEventListener("pageshow", () => {
  hips().forEach(showMean);
  groups().forEach(showAnswer);
  showLast();
  showHow();
});
