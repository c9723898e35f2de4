// The guided routine: the timer of routine-timer.js on a screen, with cues, kept on the device as it goes.
import { answersOf } from "./routine-answers.js";
import { cueFor } from "./routine-cues.js";
import { keepSettings, recall, remember, settings } from "./routine-kept.js";
import { planOf } from "./routine-plan.js";
import { filled, part, screenOf } from "./routine-screen.js";
import { after, begin } from "./routine-timer.js";
import { keepAwake } from "./sensors.js";
import { beep, buzz, hush, readySound, say } from "./signals.js";

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
  const starter = /** @type {HTMLButtonElement} */ (part(form, "start"));
  const first = starter.textContent;
  const today = () => log?.day() ?? told.today;
  const chosen = settings();
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
  const forget = () => remember(user, told.programme, null);
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
    const then = before.seen;
    state = after(plan, state, event);
    const cue = cueFor(plan, before, then, state, now);
    if (cue) sound(cue);
    const moved = state.phase !== before.phase || state.at !== before.at;
    // Each second is enough to come back to.
    if (moved || event.type !== "tick" || now - keptAt >= 1000) {
      keptAt = now;
      keep();
    }
    if (moved && state.phase === "end") ended();
    show();
  }

  /** @param {import("./routine-cues.js").Cue} cue */
  function sound(cue) {
    const item = items.find((one) => one.id === plan[state.at]?.id);
    const spoken = (cue.say ?? []).map((name) => filled(String(words[name]), { name: item?.name ?? "" }));
    if (spoken.length) part(dialog, "said").textContent = spoken.join(" ");
    if (chosen.sound && cue.tone) beep(cue.tone);
    if (chosen.vibration && cue.buzz) buzz(cue.buzz);
    if (chosen.voice && (spoken.length || cue.count)) say(cue.count ? String(cue.count) : spoken.join(" "));
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
    log?.turn();
    if (day !== today() || !resume()) {
      day = today();
      items = dueItems();
      plan = planOf(items);
      state = begin(plan, Date.now(), chosen.pace);
      keep();
    }
    open();
  }

  /** Is there a routine of today that was begun? */
  function resume() {
    const kept = recall(user, told.programme, day);
    if (!kept) return false;
    items = /** @type {Named[]} */ (kept.items);
    plan = planOf(items);
    state = after(plan, kept.state, { type: "away" });
    return true;
  }

  function label() {
    starter.hidden = false;
    starter.textContent = recall(user, told.programme, day) ? String(starter.dataset.again) : first;
  }

  const write = () => answers.write(told.programme, day, items, state);

  function ended() {
    write();
    answers.askAtEnd(state.hurt?.pain);
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
    const id = plan[state.at]?.id;
    happens({ type: "hurt", ...answer, at: Date.now() });
    if (state.phase !== "stopped") return;
    answers.showSigns(id);
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

  function finish() {
    forget();
    close();
    form.requestSubmit();
  }

  function change() {
    forget();
    close();
    form.scrollIntoView();
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
    save: finish,
    change,
  };
  for (const type of /** @type {const} */ (["next", "pause", "resume", "tap", "back"])) {
    does[type] = () => happens({ type, at: Date.now() });
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
    if (input.dataset.cue) chosen[/** @type {"sound" | "vibration" | "voice"} */ (input.dataset.cue)] = input.checked;
    if (input.matches("[data-pace]")) {
      chosen.pace = Number(input.value);
      happens({ type: "pace", pace: chosen.pace, at: Date.now() });
    }
    keepSettings(chosen);
  });
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    does.leave?.();
  });
  // Going away: the clock stands where it was seen last. Out of sight alone it goes on, by the wall.
  addEventListener("pagehide", () => {
    if (dialog.open) happens({ type: "pause", at: Date.now() });
  });
  starter.addEventListener("click", start);
  for (const box of dialog.querySelectorAll("[data-cue]")) {
    /** @type {HTMLInputElement} */ (box).checked = chosen[/** @type {"sound" | "vibration" | "voice"} */ (box.getAttribute("data-cue"))];
  }
  /** @type {HTMLSelectElement} */ (part(dialog, "pace")).value = String(chosen.pace);
  label();
  const kept = recall(user, told.programme, day);
  if (kept && !kept.left && resume()) {
    if (state.phase === "end") ended();
    open();
  }
}
