// The form of a test as it is filled in: live means, last time's result by method, answers counted.
import { inDegrees, isUnusual, meanOf, parseAngle } from "./angles.js";

const form = document.getElementById("entry");
const language = document.documentElement.lang;
const lastByMethod = JSON.parse(form.dataset.last);

function showMean(hip) {
  const texts = [...hip.querySelectorAll("input.angle")].map((input) => input.value);
  const mean = inDegrees(meanOf(texts), language);
  hip.querySelector("[data-mean]").textContent = mean;
  form.querySelector(`[data-mean-of="${hip.dataset.side}"]`).textContent = mean;
  hip.querySelector("[data-unusual]").hidden = !texts.some((text) => isUnusual(parseAngle(text)));
}

function showLast() {
  const method = ["position", "motion", "instrument"].map((name) => form.elements[name].value).join(" ");
  for (const hip of form.querySelectorAll(".hip")) {
    const words = lastByMethod[method]?.[hip.dataset.side] ?? "";
    hip.querySelector("[data-last-mean]").textContent = words;
    hip.querySelector(".last").hidden = words === "";
  }
}

function showHow() {
  for (const how of form.querySelectorAll("[data-how]")) how.hidden = how.dataset.how !== form.elements.position.value;
}

function showAnswer(group) {
  const ticked = group.querySelectorAll("input:checked").length;
  const answer = group.querySelector(".answer");
  answer.textContent = ticked ? `${answer.dataset.some} · ${ticked}` : answer.dataset.none;
  answer.classList.toggle("is-yes", ticked > 0);
}

form.addEventListener("input", (event) => {
  const input = event.target;
  if (input.classList.contains("angle")) {
    showMean(input.closest(".hip"));
    // Another number is another question.
    if (form.elements.confirm_unusual) form.elements.confirm_unusual.checked = false;
  }
  if (input.name === "symptoms") showAnswer(input.closest("details"));
  if (["position", "motion", "instrument"].includes(input.name)) showLast();
  if (input.name === "position") showHow();
});

// A page that comes back from the browser's memory keeps what was typed: say what belongs to it.
window.addEventListener("pageshow", () => {
  form.querySelectorAll(".hip").forEach(showMean);
  form.querySelectorAll(".questions details").forEach(showAnswer);
  showLast();
  showHow();
});
