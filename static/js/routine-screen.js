// What the guided routine's screen shows of its state.
import { outcomesOf } from "./routine-plan.js";
import { counted, elapsed, isRunning, remaining } from "./routine-timer.js";
import { mirror, shareAt, showFigure } from "./routine-figure.js";

/** @typedef {import("./routine-plan.js").Step} Step */
/** @typedef {import("./routine-timer.js").State} State */
/** @typedef {import("./routine-plan.js").Item & {name: string, dose: string}} Named */

/** @param {Element} root @param {string} name @returns {HTMLElement} */
export const part = (root, name) => /** @type {HTMLElement} */ (root.querySelector(`[data-${name}]`));

/** @param {string} text @param {Record<string, unknown>} values */
export const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_whole, key) => String(values[key]));

/** @param {number} ms such as 0:24 */
export function clock(ms) {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Only where it is another text: what is read aloud is read once. @param {HTMLElement} element @param {string} text */
function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * @param {HTMLDialogElement} dialog @param {Record<string, string>} words
 */
export function screenOf(dialog, words) {
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  /** @param {string} view */
  function show(view) {
    const before = dialog.dataset.shown;
    for (const each of dialog.querySelectorAll("[data-view]")) /** @type {HTMLElement} */ (each).hidden = each.getAttribute("data-view") !== view;
    dialog.dataset.shown = view;
    if (before === view) return;
    dialog.scrollTop = 0;
    /** @type {HTMLElement | undefined} */ ([...dialog.querySelectorAll(`[data-view="${view}"] h2`)].find((one) => one.getClientRects().length))?.focus();
  }

  /** @param {Named[]} items @param {Step[]} plan @param {State} state @param {string} view @param {number} now */
  function render(items, plan, state, view, now) {
    const step = plan[state.at];
    const place = items.findIndex((item) => item.id === (step ?? plan.at(-1))?.id);
    put(part(dialog, "number"), filled(words.number ?? "", { number: place + 1, total: items.length }));
    const bar = /** @type {HTMLProgressElement} */ (part(dialog, "bar"));
    bar.max = Math.max(1, plan.length);
    bar.value = state.phase === "end" ? plan.length : state.at;
    if (step) {
      for (const section of dialog.querySelectorAll("[data-exercise]")) {
        const one = /** @type {HTMLElement} */ (section);
        one.hidden = Number(one.dataset.exercise) !== step.id;
        part(one, "how").hidden = state.phase !== "intro";
        const cue = part(one, "cue-line");
        if (cue) cue.hidden = state.phase === "intro";
      }
      renderTimer(plan, state, step, now);
      renderActs(state);
      renderNext(items, plan, state, step);
    }
    show(view);
    if (view === "end") renderEnd(items, state);
  }

  /** @param {Step[]} plan @param {State} state @param {Step} step @param {number} now */
  function renderTimer(plan, state, step, now) {
    const timer = part(dialog, "timer");
    dialog.dataset.now = state.phase;
    put(part(timer, "phase"), String(state.held === null ? words[state.phase] : words.paused));
    const reps = state.phase === "reps";
    put(part(timer, "clock"), reps ? String(counted(plan, state, now)) : Number.isFinite(remaining(plan, state, now)) ? clock(remaining(plan, state, now)) : "");
    put(part(timer, "of"), reps ? filled(String(step.low === step.high ? words.of_one : words.of_reps), step) : "");
    put(part(timer, "line"), `${words[step.side]} · ${filled(String(words.set), step).replaceAll(" ", "\u00a0")}`);
    const extra = part(timer, "extra");
    extra.hidden = step.extra === "";
    if (step.extra) put(extra, extraWords(step));
  }

  /** @param {Step} step */
  function extraWords(step) {
    const whose = String(words[`${step.stiffer ? "stiffer" : "extra"}_${step.extra}`]);
    return step.side === "both" ? `${whose}. ${words[`together_${step.extra}`]}` : whose;
  }

  /** @param {State} state */
  function renderActs(state) {
    const { phase, pace } = state;
    const running = isRunning(state);
    const tapping = phase === "reps" && !pace && running;
    /** @type {Record<string, boolean>} */
    const on = {
      always: true, intro: phase === "intro", tap: tapping, running: running && !tapping, paused: state.held !== null,
      waiting: running && ["switch", "rest", "ready"].includes(phase), reps: phase === "reps" && running,
      back: phase !== "intro" || state.at > 0,
    };
    const focused = document.activeElement;
    for (const each of dialog.querySelectorAll("[data-when]")) /** @type {HTMLElement} */ (each).hidden = !on[String(each.getAttribute("data-when"))];
    // Whoever pressed what is gone now goes on at the button that took its place.
    if (focused?.hasAttribute("data-when") && !focused.getClientRects().length) {
      /** @type {HTMLElement | null} */ (dialog.querySelector(".guide-acts [data-when]:not([hidden])"))?.focus();
    }
  }

  /** @param {Named[]} items @param {Step[]} plan @param {State} state @param {Step} step */
  function renderNext(items, plan, state, step) {
    const next = plan.find((one, n) => n > state.at && one.id !== step.id);
    const item = items.find((one) => one.id === next?.id);
    put(part(dialog, "next-word"), item ? String(words.next) : "");
    put(part(dialog, "next"), item ? item.name : "");
    put(part(dialog, "next-dose"), item ? item.dose : String(words.last));
  }

  /** @param {Named[]} items @param {State} state */
  function renderEnd(items, state) {
    const lines = outcomesOf(items, state.done, state.reasons, state.begun).map((one) => {
      const line = document.createElement("li");
      const name = document.createElement("strong");
      name.textContent = String(items.find((item) => item.id === one.id)?.name);
      const more = document.createElement("small");
      const told = [words[one.outcome || "not_reached"]];
      if (one.outcome === "partly" && one.left + one.right > 0) told.push(filled(String(words.sets), one));
      if (one.reps !== null) told.push(filled(String(words.many), one));
      more.textContent = told.join(" · ");
      line.append(name, more);
      return line;
    });
    part(dialog, "outcomes").replaceChildren(...lines);
  }

  /** The figure of this moment; where motion isn't wanted two still pictures, of the side that works. @param {Step[]} plan @param {State} state @param {number} now */
  function move(plan, state, now) {
    const step = plan[state.at];
    if (!step) return;
    const section = dialog.querySelector(`[data-exercise="${step.id}"] [data-motion]`);
    if (still.matches) return mirror(dialog.querySelector(`[data-exercise="${step.id}"] [data-still]`), section, step.side);
    const paced = state.phase === "reps" && state.pace ? state.pace : undefined;
    const passed = state.phase === "intro" ? now - state.since : elapsed(state, now);
    showFigure(section, shareAt(state.phase === "hold" ? "hold" : "swing", passed, paced), step.side);
  }

  return { render, move };
}
