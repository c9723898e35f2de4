// The self-test: what the readings say, judged and drawn on this device. No request is made and nothing is kept.
import { inDegrees, meanOf, parseAngle } from "./angles.js";
import { asymmetryOf, bandOf, certaintyOf, decimalsBeside } from "./bands.js";

const form = document.querySelector("form[data-measured]");
const result = document.getElementById("result");
const language = document.documentElement.lang;
const methods = JSON.parse(form.dataset.methods);
const targets = Object.fromEntries(["sufficient", "optimal", "asymmetry"].map((name) => [name, Number(form.dataset[name])]));
const BONY = 10;
const MUCH = 60;

const find = (name, within = result) => within.querySelector(`[data-${name}]`);
const only = (within, name, key) => within.querySelectorAll(`[data-${name}]`).forEach((element) => {
  element.hidden = element.getAttribute(`data-${name}`) !== key;
});
const shown = (degrees) => {
  const places = decimalsBeside(degrees, [targets.sufficient, targets.optimal]);
  return places === 1 ? inDegrees(degrees, language) : `${degrees.toLocaleString(language, { minimumFractionDigits: places, maximumFractionDigits: places })}°`;
};

// The dial as the server draws it at 0°: its parts are turned about the knee. The viewer's left is the right hip.
const dial = result.querySelector(".dial");
const hips = Object.fromEntries([...dial.querySelectorAll(".dial-hip")].map((hip, i) => {
  const leg = hip.querySelector("g");
  const [knee] = leg.getAttribute("transform").match(/-?[\d.]+/);
  return [i === 0 ? "right" : "left", { hip, leg, knee, needle: hip.querySelector(".dial-needle"), outward: i === 0 ? -1 : 1 }];
}));

function draw(side, degrees) {
  const { hip, leg, knee, needle, outward } = hips[side];
  const band = degrees === null ? null : bandOf(degrees, targets);
  const turn = (-outward * (degrees ?? 0)).toFixed(1);
  hip.setAttribute("class", `dial-hip dial-${band ?? "untested"}`);
  leg.setAttribute("transform", `translate(${knee} 0) rotate(${turn})`);
  needle.setAttribute("transform", `rotate(${turn} ${knee} 0)`);
  needle.toggleAttribute("hidden", degrees === null);
  hip.querySelector(".dial-number").textContent = degrees === null ? "–" : shown(degrees);
  hip.querySelector(".dial-word").textContent = result.dataset[band ?? "none"];
  return degrees === null ? result.dataset.none : `${shown(degrees)}, ${result.dataset[band]}`;
}

function judge(side, degrees, { margin }) {
  const says = find(`says="${side}"`);
  says.hidden = degrees === null;
  if (degrees === null) return;
  find("degrees", says).textContent = shown(degrees);
  only(says, "band", bandOf(degrees, targets));
  only(says, "certainty", certaintyOf(degrees, targets, margin));
  only(says, "also", degrees <= BONY ? "bony" : degrees > MUCH ? "much" : "");
}

function compare(left, right, { mdc95 }) {
  const both = left !== null && right !== null;
  find("apart-all").hidden = !both;
  if (!both) return;
  find("apart-degrees").textContent = inDegrees(Math.abs(left - right), language);
  only(result, "apart", asymmetryOf(left, right, targets, mdc95));
}

function mean(side) {
  const texts = [...form.querySelectorAll(`input[name^="${side}_"]`)].map((input) => input.value);
  find(`wrong="${side}"`, form).hidden = !texts.some((text) => Number.isNaN(parseAngle(text)));
  const degrees = meanOf(texts);
  find(`own-mean="${side}"`, form).textContent = inDegrees(degrees, language);
  return Number.isNaN(degrees) ? null : degrees;
}

function show() {
  const method = methods[form.elements.instrument.value];
  const [left, right] = ["left", "right"].map(mean);
  const label = result.dataset.label.replace("{left}", draw("left", left)).replace("{right}", draw("right", right));
  dial.setAttribute("aria-label", label);
  dial.querySelector("title").textContent = label;
  judge("left", left, method);
  judge("right", right, method);
  compare(left, right, method);
  const some = left !== null || right !== null;
  find("empty").hidden = some;
  find("error").hidden = !some;
  find("sem").textContent = method.sem;
  find("grade").textContent = method.grade;
  find("source").textContent = method.source;
  find("from").textContent = inDegrees(targets.sufficient - method.margin, language);
  find("to").textContent = inDegrees(targets.sufficient + method.margin, language);
}

form.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
window.addEventListener("pageshow", show);
form.hidden = false;
result.hidden = false;
show();
