// What the meter's dialog shows: how to hold the phone, the live angle, the readings taken.
import { inDegrees } from "./angles.js";
import { all, one } from "./elements.js";
import { language, meanShown, of, shownIn, slotOf } from "./meter-fields.js";

/**
 * @typedef {import("./meter-fields.js").Side} Side
 * @typedef {import("./meter-fields.js").Slot} Slot
 */

/** From here on it is shown as external rotation; a hair beside 0° is 0°. */
export const OUTWARD = -0.05;

export const dialog = one(document, "dialog#meter", HTMLDialogElement);
/** @param {string} name */
export const find = (name) => one(dialog, `[data-${name}]`, HTMLElement);
/** @param {string} name */
export const button = (name) => one(dialog, `button[data-${name}]`, HTMLButtonElement);
/** The buttons of the readings, one for each. */
export const choices = all(dialog, "[data-slot]", HTMLButtonElement);
/** The dialog's own word. @param {string} name */
export const word = (name) => dialog.dataset[name] ?? "";
/** @param {string} name */
const every = (name) => all(dialog, `[data-${name}]`, Element);
const bands = { sufficient: Number(word("sufficient")), optimal: Number(word("optimal")) };

/** @param {Element} element @param {string} text */
export const put = (element, text) => { if (element.textContent !== text) element.textContent = text; };
// By the attribute: parts of a drawing have no `hidden` of their own.
/** @param {string} name @param {string} key */
const only = (name, key) =>
  every(name).forEach((element) => element.toggleAttribute("hidden", element.getAttribute(`data-${name}`) !== key));
/** @param {string} text @param {Record<string, string | number>} values */
export const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => String(values[key]));

/**
 * hold: how to hold it, before the zero; turn: the live angle; done: all taken; else what stands in the way.
 * @param {"hold" | "turn" | "done" | "problem"} mode
 */
export function show(mode, problem = "") {
  dialog.dataset.mode = mode;
  only("problem", problem);
  for (const element of every("in")) {
    element.toggleAttribute("hidden", !element.getAttribute("data-in")?.split(" ").includes(mode));
  }
  // Whoever pressed what is gone now goes on at the button that comes next.
  const { activeElement } = document;
  const here = activeElement !== dialog && dialog.contains(activeElement) && activeElement?.getClientRects().length;
  if (!here) one(dialog, ".meter-acts button:not([hidden])", HTMLButtonElement).focus();
}

/**
 * The reading that is being taken.
 * @param {Slot} slot
 * @param {string} position
 * @param {boolean} canUndo
 */
export function showSlot(slot, position, canUndo) {
  only("hip", slot.side);
  only("side", slot.side);
  only("hold", position);
  put(find("trial"), filled(word("trial"), { n: slot.n, count: of(slot.side).length }));
  for (const choice of choices) {
    const chosen = slotOf(choice);
    choice.hidden = chosen?.side !== slot.side;
    if (!chosen) continue;
    put(one(choice, "b", HTMLElement), shownIn(chosen));
    choice.setAttribute("aria-pressed", String(chosen === slot));
  }
  put(find('mean="left"'), meanShown("left"));
  put(find('mean="right"'), meanShown("right"));
  button("undo").disabled = !canUndo;
  // Lying, the leg that turns points up: the scale stands on its head, and its numbers don't.
  const up = position === "prone" || position === "supine";
  one(dialog, "[data-dial]", SVGElement).setAttribute("transform", up ? "rotate(180 0 52)" : "");
  for (const text of all(dialog, ".meter-dial text", SVGElement)) {
    text.setAttribute("transform", up ? `rotate(180 ${text.getAttribute("x")} ${text.getAttribute("y")})` : "");
    text.setAttribute("text-anchor", up === (slot.side === "left") ? "end" : "start");
  }
}

/**
 * The live angle; `share` of the second it has been still for.
 * @param {{angle: number | null, side: Side, share: number, status: string}} now
 */
export function showAngle({ angle, side, share, status }) {
  const tenth = angle === null ? null : Math.abs(Math.round(angle * 10) / 10);
  const outside = angle !== null && angle <= OUTWARD;
  put(find("number"), inDegrees(tenth, language));
  const band = angle === null || outside ? "" : angle < bands.sufficient ? "limited" : angle < bands.optimal ? "sufficient" : "optimal";
  dialog.dataset.band = band;
  only("word", outside ? "external" : band);
  const turn = Math.max(-80, Math.min(80, angle ?? 0)) * (side === "left" ? -1 : 1);
  for (const needle of every("needle")) needle.setAttribute("transform", `rotate(${turn.toFixed(1)})`);
  one(dialog, "[data-share]", SVGElement).setAttribute("stroke-dashoffset", String(100 - Math.round(100 * share)));
  only("status", status);
}

/** @param {string} text */
export function tell(text) {
  find("note").textContent = text;
}
