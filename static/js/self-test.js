// The self-test: what the readings say, judged and drawn on this device. No request is made and nothing is kept.
import { inDegrees, meanOf, parseAngle } from "./angles.js";
import { asymmetryOf, bandOf, certaintyOf, decimalsBeside } from "./bands.js";
import { all, fieldOf, one } from "./elements.js";

/**
 * @typedef {"left" | "right"} Side
 * @typedef {{sem: string, grade: string, source: string, margin: number, mdc95: number}} Method errors in degrees
 */

const form = one(document, "form[data-measured]", HTMLFormElement);
const result = one(document, "#result", HTMLElement);
const language = document.documentElement.lang;
const instrument = fieldOf(form, "instrument");
/** @type {Record<string, Method>} by instrument */
const methods = JSON.parse(form.dataset.methods ?? "{}");
const { sufficient, optimal, asymmetry } = form.dataset;
const targets = { sufficient: Number(sufficient), optimal: Number(optimal), asymmetry: Number(asymmetry) };
const BONY = 10;
const MUCH = 60;

/** @param {string} name @param {HTMLElement} [within] */
const find = (name, within = result) => one(within, `[data-${name}]`, HTMLElement);
/** @param {HTMLElement} within @param {string} name @param {string} key */
const only = (within, name, key) => all(within, `[data-${name}]`, HTMLElement).forEach((element) => {
  element.hidden = element.getAttribute(`data-${name}`) !== key;
});
/** @param {number} degrees */
const shown = (degrees) => {
  const places = decimalsBeside(degrees, [targets.sufficient, targets.optimal]);
  return places === 1 ? inDegrees(degrees, language) : `${degrees.toLocaleString(language, { minimumFractionDigits: places, maximumFractionDigits: places })}°`;
};

// The dial as the server draws it at 0°: its parts are turned about the knee. The viewer's left is the right hip.
const dial = one(result, ".dial", SVGElement);
const [rightHip, leftHip] = all(dial, ".dial-hip", SVGElement);

/** @param {SVGElement | undefined} hip @param {1 | -1} outward */
function partsOf(hip, outward) {
  if (!hip) throw new TypeError("the dial has not two hips");
  const leg = one(hip, "g", SVGElement);
  const knee = leg.getAttribute("transform")?.match(/-?[\d.]+/)?.[0] ?? "0";
  return { hip, leg, knee, needle: one(hip, ".dial-needle", SVGElement), outward };
}
const hips = { right: partsOf(rightHip, -1), left: partsOf(leftHip, 1) };

/** @param {Side} side @param {number | null} degrees @returns {string} the same in words */
function draw(side, degrees) {
  const { hip, leg, knee, needle, outward } = hips[side];
  const band = degrees === null ? null : bandOf(degrees, targets);
  const turn = (-outward * (degrees ?? 0)).toFixed(1);
  hip.setAttribute("class", `dial-hip dial-${band ?? "untested"}`);
  leg.setAttribute("transform", `translate(${knee} 0) rotate(${turn})`);
  needle.setAttribute("transform", `rotate(${turn} ${knee} 0)`);
  needle.toggleAttribute("hidden", degrees === null);
  const word = result.dataset[band ?? "none"] ?? "";
  one(hip, ".dial-number", SVGElement).textContent = degrees === null ? "–" : shown(degrees);
  one(hip, ".dial-word", SVGElement).textContent = word;
  return degrees === null ? word : `${shown(degrees)}, ${word}`;
}

/** @param {Side} side @param {number | null} degrees @param {Method} method */
function judge(side, degrees, { margin }) {
  const says = find(`says="${side}"`);
  says.hidden = degrees === null;
  if (degrees === null) return;
  find("degrees", says).textContent = shown(degrees);
  only(says, "band", bandOf(degrees, targets));
  only(says, "certainty", certaintyOf(degrees, targets, margin));
  only(says, "also", degrees <= BONY ? "bony" : degrees > MUCH ? "much" : "");
}

/** @param {number | null} left @param {number | null} right @param {Method} method */
function compare(left, right, { mdc95 }) {
  const both = left !== null && right !== null;
  find("apart-all").hidden = !both;
  if (!both) return;
  find("apart-degrees").textContent = inDegrees(Math.abs(left - right), language);
  only(result, "apart", asymmetryOf(left, right, targets, mdc95));
}

/** @param {Side} side */
function mean(side) {
  const texts = all(form, `input[name^="${side}_"]`, HTMLInputElement).map((input) => input.value);
  find(`wrong="${side}"`, form).hidden = !texts.some((text) => Number.isNaN(parseAngle(text)));
  const degrees = meanOf(texts);
  find(`own-mean="${side}"`, form).textContent = inDegrees(degrees, language);
  return Number.isNaN(degrees) ? null : degrees;
}

function show() {
  const method = methods[instrument?.value ?? ""];
  if (!method) throw new TypeError("no errors of measurement for this instrument");
  const [left, right] = [mean("left"), mean("right")];
  const { label = "" } = result.dataset;
  const says = label.replace("{left}", draw("left", left)).replace("{right}", draw("right", right));
  dial.setAttribute("aria-label", says);
  one(dial, "title", SVGElement).textContent = says;
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
