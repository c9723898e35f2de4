// What the meter shows, large enough to be read from a metre away.
import { inDegrees, meanOf } from "./angles.js";
import { all, one } from "./elements.js";

/**
 * @typedef {import("./meter.js").Side} Side
 * @typedef {import("./meter.js").Slot} Slot
 * @typedef {import("./meter.js").Target} Target
 */

/** A leg that hangs still in neutral is no reading: taken by itself from here on, by a press from 0° on. */
export const LEAST = 5;
const language = document.documentElement.lang;
const dialog = one(document, "#meter", HTMLDialogElement);
const bands = { sufficient: Number(dialog.dataset.sufficient), optimal: Number(dialog.dataset.optimal) };

/** @param {string} name @returns {HTMLElement} */
const find = (name) => one(dialog, `[data-${name}]`, HTMLElement);
/** @param {string} name the parts of a drawing are among them */
const every = (name) => all(dialog, `[data-${name}]`, Element);

/** Without need no text is written anew: whoever listens would hear it again. @param {Element} element @param {string} text */
function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Of the elements `data-<name>` only those of that value. By the attribute: a drawing's parts have no `hidden`. @param {string} name @param {string} value */
function only(name, value) {
  for (const element of every(name)) element.toggleAttribute("hidden", element.getAttribute(`data-${name}`) !== value);
}

/** The dialog's own words, with values where `{name}` stands. @param {string} name @param {Record<string, string | number>} [values] */
export function words(name, values = {}) {
  return (dialog.dataset[name] ?? "").replace(/\{(\w+)\}/g, (_whole, key) => String(values[key] ?? ""));
}

/** @param {number | null} degrees */
export const spoken = (degrees) => inDegrees(degrees, language);

/** What happened last. @param {string} text */
export function tell(text) {
  find("note").textContent = text;
}

/**
 * hold: how to hold it, before the zero; turn: the live angle; done: all taken; problem: what stands in the way.
 * @param {"hold" | "turn" | "done" | "problem"} mode
 * @param {string} [problem] which one
 */
export function showMode(mode, problem = "") {
  dialog.dataset.mode = mode;
  only("problem", problem);
  for (const element of every("in")) {
    const next = element.hasAttribute("data-next") && !dialog.hasAttribute("data-has-next");
    element.toggleAttribute("hidden", next || !element.getAttribute("data-in")?.split(" ").includes(mode));
  }
  // Whoever pressed what is gone now goes on at the button that comes next.
  const { activeElement } = document;
  const elsewhere = !activeElement || activeElement === dialog || !dialog.contains(activeElement);
  if (elsewhere || !activeElement.getClientRects().length) one(dialog, ".meter-acts button:not([hidden])", HTMLElement).focus();
}

/** Whose hip, which reading, and those before it. @param {Target} target @param {Slot} slot @param {boolean} undoable */
export function showSlot(target, slot, undoable) {
  const { position, slots } = target;
  /** @param {string} side */
  const of = (side) => slots.filter((one) => one.side === side);
  only("hip", slot.side);
  only("side", slot.side);
  only("hold", position);
  if (target.who) put(find("who"), `${target.who} · `);
  put(find("method"), [one(dialog, `[data-hold="${position}"]`, HTMLElement).dataset.name, target.method].filter(Boolean).join(" · "));
  put(find("trial"), words("trial", { n: slot.n, count: of(slot.side).length }));
  for (const button of all(dialog, "[data-slot]", HTMLButtonElement)) {
    const its = slots.find(({ side, n }) => button.dataset.slot === `${side}_${n}`);
    button.hidden = its?.side !== slot.side;
    if (!its) continue;
    put(one(button, "b", HTMLElement), its.input.value.trim() ? spoken(meanOf([its.input.value])) : "–");
    button.setAttribute("aria-pressed", String(its === slot));
  }
  for (const output of all(dialog, "[data-mean]", HTMLElement)) {
    put(output, spoken(meanOf(of(output.dataset.mean ?? "").map(({ input }) => input.value))));
  }
  showNeighbours(target);
  one(dialog, "[data-undo]", HTMLButtonElement).disabled = !undoable;
  turnScale(position, slot.side);
}

/** What stands out of both, and who comes next. @param {Target} target */
function showNeighbours(target) {
  const next = target.next?.() ?? null;
  dialog.toggleAttribute("data-has-next", next !== null);
  if (next) for (const name of all(dialog, "[data-next-name]", HTMLElement)) put(name, next.who ?? "");
  put(find("found"), target.found?.() ?? "");
}

/** Lying, the leg that turns points up: the scale stands on its head, and its numbers don't. @param {string} position @param {Side} side */
function turnScale(position, side) {
  const up = position === "prone" || position === "supine";
  one(dialog, "[data-dial]", Element).setAttribute("transform", up ? "rotate(180 0 52)" : "");
  for (const text of all(dialog, ".meter-dial text", Element)) {
    text.setAttribute("transform", up ? `rotate(180 ${text.getAttribute("x")} ${text.getAttribute("y")})` : "");
    text.setAttribute("text-anchor", up === (side === "left") ? "end" : "start");
  }
}

/**
 * The live angle; null where it can't be told.
 * @param {{angle: number | null, side: Side, share: number, status: string}} now `share` of the second of stillness
 */
export function showAngle({ angle, side, share, status }) {
  const outside = angle !== null && angle <= -0.05;
  // A leg that rests is no result yet.
  const band = angle === null || angle < LEAST ? "" : bandOf(angle);
  put(find("number"), spoken(angle === null ? null : Math.abs(Math.round(angle * 10) / 10)));
  dialog.dataset.band = band;
  only("word", outside ? "external" : band);
  const turn = Math.max(-80, Math.min(80, angle ?? 0)) * (side === "left" ? -1 : 1);
  for (const needle of every("needle")) needle.setAttribute("transform", `rotate(${turn.toFixed(1)})`);
  one(dialog, "[data-share]", Element).setAttribute("stroke-dashoffset", String(100 - Math.round(100 * share)));
  only("status", status);
}

/** @param {number} angle */
function bandOf(angle) {
  if (angle < bands.sufficient) return "limited";
  return angle < bands.optimal ? "sufficient" : "optimal";
}
