// A day's log by way of the outbox: on the device first, then on the server, with or without a network.
import { dayOfLog, inWords } from "./days.js";
import { bodyOf, choose, fillIn, valueOf } from "./session-form.js";
import { uuid7 } from "./uuid7.js";

/** @typedef {import("./outbox-core.js").Entry} Entry */
/** @typedef {Awaited<ReturnType<typeof import("./outbox.js").openOutbox>>} Outbox */
/** @typedef {ReturnType<typeof logFor>} Log */

const GROUP = "session";
const PATIENCE = 4000;
const language = document.documentElement.lang;

/**
 * The log of one form. `told` is what the server says of the routine; null where the form is about one day for good.
 *
 * @param {HTMLFormElement} form @param {Outbox} outbox @param {{zone: string, due: Record<string, number[]>} | null} told
 */
export function logFor(form, outbox, told) {
  const { programme = "", api = "", sample = "", saved = "", history = "", label = "" } = form.dataset;
  const asMade = String(form.dataset.day);
  /** The day that the form is about. */
  let day = asMade;
  /** It stays about that day, however late it is. */
  let held = !told;
  const today = () => (told ? dayOfLog(day, told.zone, Date.now()) : day);
  const isLate = () => today() !== day;
  const hasTurned = () => !held && isLate();
  /** What this page has sent, by key: its answers say which version the form is about. @type {Set<string>} */
  const mine = new Set();
  let busy = false;
  let shown = false;

  const find = (/** @type {string} */ name) => /** @type {HTMLElement} */ (form.querySelector(`[data-${name}]`));
  const ours = (/** @type {Entry} */ one) => one.group === GROUP && one.body.programme === programme && one.body.done_on === day;
  const entry = async () => (await outbox.entries(GROUP)).filter(ours).at(-1);

  /** Nothing is answered, and nothing is known of what is stored. */
  function blank() {
    fillIn(form, { programme, done_on: day, exercises: [], pain: null, pain_where: "", effort: null, note: "" });
    forgetRow();
  }

  function forgetRow() {
    for (const name of ["id", "version"]) choose(form, name, "");
  }

  /**
   * A page that was kept, or left open, is about an earlier day: nothing of that day's log counts for this one. What
   * was ticked just now and logged nowhere stays, to be looked through.
   */
  function turn(ticked = false) {
    if (!hasTurned()) return;
    const then = day;
    const isLogged = Number(valueOf(form, "version")) > 0;
    day = today();
    if (ticked && !isLogged) forgetRow();
    else blank();
    choose(form, "opened_on", day);
    find("routine-saved")?.remove();
    form.toggleAttribute("data-logged", false);
    for (const article of form.querySelectorAll("article[id^='exercise-']")) {
      const isDue = told?.due[day]?.includes(Number(article.id.slice("exercise-".length)));
      article.querySelector("[data-outcome]")?.setAttribute("data-outcome", isDue ? "due" : "");
    }
    for (const more of form.querySelectorAll("details.more")) more.setAttribute("open", "");
    const said = find("another-day");
    said.textContent = String(said.dataset.words).replace("{then}", inWords(then, language)).replace("{now}", inWords(day, language));
    said.hidden = false;
    if (ticked) said.scrollIntoView({ block: "center" });
  }

  /** What was begun on a day is that day's log, whenever it is finished. @param {string} begun */
  function hold(begun) {
    if (begun !== day) {
      day = begun;
      blank();
    }
    held = true;
  }

  /** Nothing is begun: the form is about whatever day it is. */
  function release() {
    held = !told;
  }

  /** Keeps it on the device, and sends it when it can be. @returns {Promise<Entry | undefined>} */
  async function keep() {
    const key = (await entry())?.key || valueOf(form, "id") || uuid7();
    mine.add(key);
    await outbox.put({ key, url: api.replace(sample, key), body: bodyOf(form, day), label, group: GROUP });
    form.toggleAttribute("data-logged", true);
    form.dispatchEvent(new Event("kept"));
    await Promise.race([outbox.flush(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    return entry();
  }

  /** Keeps it, and shows what became of it. @returns {Promise<void>} */
  async function save() {
    if (busy) return;
    busy = true;
    try {
      const kept = await keep();
      if (kept?.state === "saved") return location.assign(isLate() ? history : saved);
      if ((kept?.state === "refused" || kept?.state === "conflict") && day === asMade && !isLate()) {
        // The server's own page puts each sentence at its field, and shows both of a conflict.
        await outbox.discard(kept.key);
        return form.submit();
      }
      scrollTo({ top: 0 });
    } catch {
      // Nothing can be kept here after all: the page's own way, with the network.
      form.submit();
    } finally {
      busy = false;
    }
  }

  /** @param {Entry[]} all */
  function show(all) {
    const one = all.filter(ours).at(-1);
    const box = find("kept-session");
    if (one?.state === "saved") {
      if (mine.has(one.key) || isNewer(one)) about(one);
      if (shown) say(box, String(box.dataset.saved), "");
    } else if (one) {
      const waiting = one.state === "signed_out" ? box.dataset.signedOut : box.dataset.waiting;
      say(box, String(box.dataset.title), one.reason || String(waiting));
      shown = true;
    } else box.hidden = !shown;
    clash(one);
  }

  /** @param {HTMLElement} box @param {string} heading @param {string} reason */
  function say(box, heading, reason) {
    box.hidden = false;
    find("heading").textContent = heading;
    find("reason").textContent = reason;
    find("mend").hidden = !reason;
  }

  /** Both versions of a conflict, to choose from. @param {Entry | undefined} one */
  function clash(one) {
    const stored = one?.state === "conflict" ? one.answer.stored : null;
    find("clash").hidden = !stored;
    const differences = stored ? one?.answer.differences : [];
    find("differences").replaceChildren(...differences.map((/** @type {any} */ each) => {
      const line = document.createElement("li");
      line.textContent = `${each.label}: ${each.yours} / ${each.stored}`;
      return line;
    }));
  }

  /** The form is about this version from now on. @param {Entry} one */
  function about(one) {
    choose(form, "version", one.answer.version);
    choose(form, "id", one.answer.id);
  }

  /** The page was kept before this was saved. @param {Entry} one */
  const isNewer = (one) => one.answer.version > Number(valueOf(form, "version") || 0);

  async function start() {
    turn();
    const one = await entry();
    if (one) form.toggleAttribute("data-logged", true);
    if (one && (one.state !== "saved" || isNewer(one))) {
      fillIn(form, /** @type {import("./session-form.js").Body} */ (one.body));
      shown = one.state !== "saved" || asMade !== day || !navigator.onLine;
      if (one.state !== "saved") choose(form, "version", one.body.version ?? "");
      else about(one);
    }
    outbox.subscribe(show);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (hasTurned()) return turn(true);
    const pressed = /** @type {HTMLButtonElement | null} */ (event.submitter);
    if (pressed?.name === "all_done") {
      for (const due of form.querySelectorAll('[data-outcome="due"] input[value="done"]')) /** @type {HTMLInputElement} */ (due).checked = true;
    }
    const body = bodyOf(form, day);
    const nothing = body.exercises.length === 0 && body.pain === null;
    find("nothing").hidden = !nothing;
    if (!nothing) void save();
  });
  find("mine").addEventListener("click", async () => {
    const one = await entry();
    if (one) choose(form, "version", one.answer.stored.version);
    await save();
  });
  find("theirs").addEventListener("click", async () => {
    const one = await entry();
    if (one) await outbox.take(one.key, one.answer.stored);
    location.assign(saved);
  });

  return { start, save, keep, hold, release, turn, hasTurned, isLate, day: () => day };
}
