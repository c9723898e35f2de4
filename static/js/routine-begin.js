// What stands above the form: the button that starts the guided routine, and what became of one of an earlier day.
import { inWords } from "./days.js";
import { isBegun } from "./routine-kept.js";
import { filled, part } from "./routine-screen.js";
import { STOP } from "./routine-timer.js";
import { valueOf } from "./session-form.js";

/** So late a day may still be logged (coaching/forms/session.py). */
const LATE_DAYS = 7;
const DAY = 86_400_000;

/** @param {HTMLFormElement} form @param {{start: () => void, log: () => void, forget: () => void}} answers */
export function beginOf(form, answers) {
  const starter = /** @type {HTMLButtonElement} */ (part(form, "start"));
  const first = starter.textContent;
  const box = part(form, "unfinished");
  starter.addEventListener("click", answers.start);
  for (const name of /** @type {const} */ (["log", "forget"])) {
    part(box, `${name}-it`).addEventListener("click", () => {
      box.hidden = true;
      answers[name]();
    });
  }

  /** What the button says. After pain of 4 there is none: the rule says stop for today. @param {boolean} isLeft in the midst */
  function label(isLeft) {
    const isLogged = form.hasAttribute("data-logged");
    starter.classList.toggle("btn-primary", isLeft || !isLogged);
    starter.classList.toggle("btn-quiet", isLogged && !isLeft);
    starter.hidden = Number(valueOf(form, "pain")) >= STOP;
    starter.textContent = isLeft ? String(starter.dataset.again) : isLogged ? String(starter.dataset.repeat) : first;
  }

  /**
   * What was done of a routine that was begun on an earlier day, and not finished, belongs to that day. Is there one
   * to be asked about? Where nothing was done of it, or it is too long ago, it is forgotten.
   * @param {import("./routine-kept.js").Kept | null} kept @param {string} today
   */
  function ask(kept, today) {
    if (!kept || kept.day === today) return false;
    const isAsked = isBegun(kept.state) && Date.parse(today) - Date.parse(kept.day) <= LATE_DAYS * DAY;
    if (!isAsked) {
      answers.forget();
      return false;
    }
    const told = part(box, "told-of");
    told.textContent = filled(String(told.dataset.words), { then: inWords(kept.day, document.documentElement.lang) });
    box.hidden = false;
    return true;
  }

  return { label, ask, show: () => box.scrollIntoView({ block: "center" }) };
}
