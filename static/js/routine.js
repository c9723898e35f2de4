// The guided routine: the timer of routine-timer.js on a screen, with cues, kept on the device as it goes.
import { answersOf } from "./routine-answers.js";
import { cueFor } from "./routine-cues.js";
import { beginOf } from "./routine-begin.js";
import { isBegun, recall, remember } from "./routine-kept.js";
import { planOf } from "./routine-plan.js";
import { part, screenOf } from "./routine-screen.js";
import { soundsOf } from "./routine-sounds.js";
import { after, begin } from "./routine-timer.js";
import { keepAwake } from "./sensors.js";
import { hush, readySound } from "./signals.js";

/** @typedef {import("./routine-screen.js").Named} Named */
/** @typedef {import("./routine-timer.js").State} State */

const EVERY = 200;
const user = document.querySelector('meta[name="medial-user"]')?.getAttribute("content") ?? "";

/**
 * Guides through the routine of a form.
 *
 * @param {HTMLDialogElement} dialog @param {HTMLFormElement} form
 * @param {import("./session-log.js").Log | null} log null where this browser keeps nothing
 */
export function guide(dialog, form, log) {
  /** @type {{programme: string, today: string, due: Record<string, number[]>, items: Named[]}} */
  const told = JSON.parse(String(dialog.dataset.guide));
  /** @type {Record<string, string>} */
  const words = JSON.parse(String(dialog.dataset.words));
  const screen = screenOf(dialog, words);
  const answers = answersOf(dialog, form, words);
  const today = () => log?.day() ?? told.today;
  const sounds = soundsOf(dialog, words);
  const above = beginOf(form, { start, log: logUnfinished, forget });
  /** What is asked in between: "skip", "hurt", or nothing. */
  let asking = "";
  let day = today();
  /** @type {Named[]} */
  let items = [];
  /** @type {import("./routine-plan.js").Step[]} */
  let plan = [];
  /** @type {State} */
  let state = begin([], 0);
  let stopWaking = () => {};
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer;
  let keptAt = 0;

  const dueItems = () => {
    const due = told.items.filter((item) => told.due[day]?.includes(item.id));
    return due.length ? due : told.items;
  };
  const keep = (left = false) => remember(user, told.programme, { day, items, state, left });
  const view = () => asking || (state.phase === "stopped" || state.phase === "end" ? state.phase : "work");

  function show() {
    const now = Date.now();
    screen.render(items, plan, state, view(), now);
    screen.move(plan, state, now);
  }

  /** @param {import("./routine-timer.js").Event} event */
  function happens(event) {
    const before = state;
    const now = Date.now();
    state = after(plan, state, event);
    const cue = cueFor(plan, before, before.seen, state, now);
    if (cue) sounds.play(cue, items.find((one) => one.id === plan[state.at]?.id)?.name ?? "");
    const moved = state.phase !== before.phase || state.at !== before.at;
    // Each second is enough to come back to.
    if (moved || event.type !== "tick" || now - keptAt >= 1000) {
      keptAt = now;
      keep();
    }
    if (moved && state.phase === "end") ended();
    show();
  }

  function open() {
    if (!dialog.open) dialog.showModal();
    stopWaking();
    stopWaking = keepAwake();
    clearInterval(timer);
    timer = setInterval(() => happens({ type: "tick", at: Date.now() }), EVERY);
    show();
  }

  function close() {
    clearInterval(timer);
    stopWaking();
    hush();
    dialog.close();
    label();
  }

  /** From the beginning, or on from where it was. */
  function start() {
    readySound();
    if (recall(user, told.programme)?.day !== log?.day()) log?.release();
    log?.turn();
    if (log && above.ask(recall(user, told.programme), today())) return above.show();
    if (day !== today() || !resume()) {
      day = today();
      items = dueItems();
      plan = planOf(items);
      state = begin(plan, Date.now(), sounds.pace());
      keep();
    }
    open();
  }

  /** Is there a routine of today that was begun? */
  function resume() {
    const kept = recall(user, told.programme);
    if (kept?.day !== day) return false;
    items = /** @type {Named[]} */ (kept.items);
    plan = planOf(items);
    state = after(plan, kept.state, { type: "away" });
    if (state.phase === "end") ended();
    if (state.phase === "stopped") stopped();
    return true;
  }

  const label = () => above.label(recall(user, told.programme)?.day === today());

  function forget() {
    remember(user, told.programme, null);
    label();
  }

  /** A routine is the log of the day it was begun on, even where it is finished on the next morning. */
  function write() {
    log?.hold(day);
    answers.write(told.programme, day, items, state);
  }

  function logUnfinished() {
    const kept = recall(user, told.programme);
    if (!kept) return;
    log?.hold(kept.day);
    answers.write(told.programme, kept.day, kept.items, kept.state);
    void log?.save();
  }

  function ended() {
    write();
    answers.askAtEnd(state.hurt?.pain, log?.isLate() ? day : "");
  }

  /** @param {string} what */
  function ask(what) {
    happens({ type: "pause", at: Date.now() });
    asking = what;
    answers.clear();
    show();
  }

  function skip() {
    const reason = answers.reason();
    if (!reason) return;
    asking = "";
    happens({ type: "skip", reason, at: Date.now() });
  }

  function hurt() {
    const answer = answers.hurt();
    if (!answer) return;
    asking = "";
    happens({ type: "hurt", ...answer, at: Date.now() });
    if (state.phase === "stopped") stopped();
  }

  function stopped() {
    answers.showSigns(state.hurt?.id);
    void tell();
  }

  /** The coach is told at once, whether the routine is finished on this page or not. */
  async function tell() {
    write();
    const said = part(dialog, "told");
    said.textContent = "";
    const kept = await log?.keep().catch(() => undefined);
    said.textContent = String(kept?.state === "saved" ? said.dataset.sent : said.dataset.waiting);
  }

  /** How far it was is forgotten once the log is kept; where nothing is kept, now. */
  function finish() {
    if (log) keep(true);
    else forget();
    close();
  }

  /** @type {Record<string, () => void>} */
  const does = {
    leave() {
      happens({ type: "pause", at: Date.now() });
      keep(true);
      close();
    },
    skip: () => ask("skip"),
    hurt: () => ask("hurt"),
    "skip-it": skip,
    "hurt-it": hurt,
    return() {
      asking = "";
      happens({ type: "resume", at: Date.now() });
    },
    save() {
      finish();
      form.requestSubmit();
    },
    change() {
      finish();
      form.scrollIntoView();
    },
  };
  /** Left open overnight before anything was done of it, it is the new day's. */
  const isStale = () => Boolean(log?.hasTurned()) && !isBegun(state);
  for (const type of /** @type {const} */ (["next", "pause", "resume", "tap", "back"])) {
    does[type] = () => (isStale() ? start() : happens({ type, at: Date.now() }));
  }

  dialog.addEventListener("click", (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest("[data-do]");
    if (!button) return;
    readySound();
    does[String(button.getAttribute("data-do"))]?.();
  });
  dialog.addEventListener("change", (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    if (input.name.startsWith("end-pain")) answers.judge();
    else answers.complain("");
    if (input.matches("[data-pace]")) happens({ type: "pace", pace: Number(input.value), at: Date.now() });
  });
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    does.leave?.();
  });
  // Going away: the clock stands where it was seen last. Out of sight alone it goes on, by the wall.
  addEventListener("pagehide", () => {
    if (dialog.open) happens({ type: "pause", at: Date.now() });
  });
  form.addEventListener("kept", forget);
  form.addEventListener("change", label);
  label();
  const kept = recall(user, told.programme);
  if (log) above.ask(kept, day);
  if (kept && !kept.left && resume()) open();
}
