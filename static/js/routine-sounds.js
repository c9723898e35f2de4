// The cues of the guided routine: made heard and felt, each where it is switched on.
import { keepSettings, settings } from "./routine-kept.js";
import { filled, part } from "./routine-screen.js";
import { beep, buzz, say } from "./signals.js";

/** @typedef {"sound" | "vibration" | "voice"} Switch */

/** @param {HTMLDialogElement} dialog @param {Record<string, string>} words */
export function soundsOf(dialog, words) {
  const chosen = settings();

  /** @param {import("./routine-cues.js").Cue} cue @param {string} name of the exercise that is on */
  function play(cue, name) {
    const spoken = (cue.say ?? []).map((one) => filled(String(words[one]), { name }));
    if (spoken.length) part(dialog, "said").textContent = spoken.join(" ");
    if (chosen.sound && cue.tone) beep(cue.tone);
    if (chosen.vibration && cue.buzz) buzz(cue.buzz);
    if (chosen.voice && (spoken.length || cue.count)) say(cue.count ? String(cue.count) : spoken.join(" "));
  }

  for (const each of dialog.querySelectorAll("[data-cue]")) {
    const box = /** @type {HTMLInputElement} */ (each);
    const name = /** @type {Switch} */ (box.dataset.cue);
    box.checked = chosen[name];
    box.addEventListener("change", () => {
      chosen[name] = box.checked;
      keepSettings(chosen);
    });
  }
  const pace = /** @type {HTMLSelectElement} */ (part(dialog, "pace"));
  pace.value = String(chosen.pace);
  pace.addEventListener("change", () => {
    chosen.pace = Number(pace.value);
    keepSettings(chosen);
  });

  return { play, pace: () => chosen.pace };
}
