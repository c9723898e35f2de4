// "Measure with this phone": readings taken from the phone's tilt into the ordinary fields of the form around it.
import { inDegrees } from "./angles.js";
import { all, enter, one } from "./elements.js";
import { firstFree, language, method, motionShown, of, setInstrument, slotOf, slots } from "./meter-fields.js";
import { OUTWARD, button, choices, dialog, filled, find, put, show, showAngle, showSlot, tell, word } from "./meter-view.js";
import { askForSensors, keepAwake, listen } from "./sensors.js";
import { hush, readySound, say, taken } from "./signals.js";
import { internalRotation, isAboutVertical, Recent, Stillness, suitability } from "./tilt.js";

const WAIT_FOR_SENSORS = 2000;
/** A leg that hangs still in neutral is no reading: taken by itself from here on, by a press from 0° on. */
const LEAST = 5;
/** Before the next trial the leg comes back: to half of the last reading. */
const BACK = 0.5;

/**
 * @typedef {import("./tilt.js").Pose} Pose
 * @typedef {import("./meter-fields.js").Slot} Slot
 * @typedef {{slot: Slot, reading: string, before: string, instrument: string | undefined}} Taken
 */

const [firstSlot] = slots;
if (!firstSlot) throw new TypeError("the form around the meter has no trials");
let slot = firstSlot;
let position = "";
let armed = true;
/** @type {"orientation" | "acceleration" | null} */
let source = null;
/** @type {Pose | null} */
let pose = null;
/** @type {Pose | null} */
let zero = null;
/** @type {number | null} */
let angle = null;
/** @type {Taken[]} */
let undone = [];
/** @type {(() => void) | null} */
let stop = null;
const recent = new Recent();
const still = new Stillness();

/** @param {number} share of the second that it has been still for */
function showNow(share) {
  const suits = pose ? suitability(pose, position) : "fine";
  const turnsOut = angle !== null && angle <= OUTWARD;
  const status = suits === "flat" ? "flat" : !armed ? "back" : turnsOut || (angle ?? 0) < LEAST ? "turn" : share > 0.3 ? "still" : "far";
  showAngle({ angle, side: slot.side, share, status });
}

const showTrials = () => showSlot(slot, position, undone.length > 0);

// -- measuring ----------------------------------------------------------------------------------------------------
/** @param {number} time in ms */
function tick(time) {
  if (!stop) return;
  if (pose && dialog.dataset.mode !== "done") {
    recent.add(time, pose);
    if (zero) follow(zero, pose, time);
  }
  requestAnimationFrame(tick);
}

/** @param {Pose} from @param {Pose} to @param {number} time */
function follow(from, to, time) {
  angle = internalRotation(from, to, { side: slot.side, position });
  if (angle === null) {
    still.clear();
    showNow(0);
    return;
  }
  if (!armed) armed = angle < Math.max(LEAST, BACK * Number(undone.at(-1)?.reading ?? 0));
  const { still: share, mean } = still.add(time, angle);
  const takes = armed && angle >= LEAST;
  if (takes && mean !== null) take(mean);
  else showNow(takes ? share : 0);
}

/** @param {number} degrees */
function take(degrees) {
  const tenths = Math.round(degrees * 10) / 10;
  if (!(tenths >= 0 && tenths <= 90)) {
    tell(word(tenths < 0 ? "outward" : "beyond"));
    return;
  }
  const reading = tenths.toFixed(1);
  undone.push({ slot, reading, before: slot.input.value, instrument: method("instrument") });
  enter(slot.input, reading);
  setInstrument("phone");
  const spoken = inDegrees(tenths, language);
  const { side, n } = slot;
  const hip = word(side);
  const next = firstFree(of(side)) ?? firstFree();
  taken({ last: !next });
  tell(filled(word("taken"), { hip, n, degrees: spoken }));
  if (one(dialog, "[data-aloud]", HTMLInputElement).checked) say(`${hip} ${spoken}`);
  still.clear();
  armed = false;
  go(next);
}

/**
 * On to that reading, or done without one. A zero is good for its leg; where the gyroscope drifts, for one reading.
 * @param {Slot | undefined} next
 */
function go(next) {
  if (!next || next.side !== slot.side || isAboutVertical(position)) zero = null;
  slot = next ?? slot;
  showTrials();
  show(next ? (zero ? "turn" : "hold") : "done");
  if (zero) showNow(0);
}

function setZero() {
  if (!pose) return;
  const suits = suitability(pose, position);
  if (suits !== "fine") {
    if (suits === "heading") show("problem", "heading");
    else tell(word("flat"));
    return;
  }
  zero = recent.zero(position) ?? pose;
  armed = true;
  still.clear();
  angle = 0;
  tell("");
  show("turn");
  showNow(0);
}

function undo() {
  const last = undone.pop();
  if (!last) return;
  enter(last.slot.input, last.before);
  if (undone.length === 0 && last.instrument) setInstrument(last.instrument);
  armed = false;
  tell(filled(word("undone"), { hip: word(last.slot.side), n: last.slot.n }));
  go(last.slot);
}

// -- opening and closing ------------------------------------------------------------------------------------------
/** @param {Pose} now @param {"orientation" | "acceleration"} from */
function heard(now, from) {
  if (source && from !== source) {
    // Two sources don't share a zero.
    recent.clear();
    [zero, angle] = [null, null];
    if (dialog.dataset.mode === "turn") go(slot);
  }
  source = from;
  pose = now;
  // A phone reports on change only: what comes between two frames counts at once.
  recent.add(performance.now(), now);
  button("zero").disabled = false;
  if (dialog.dataset.mode === "problem" && !find("problem=missing").hidden) go(slot);
}

async function open() {
  const permission = askForSensors();
  readySound();
  position = method("position") ?? word("position");
  put(find("method"), [find(`hold="${position}"`).dataset.name, motionShown()].filter(Boolean).join(" · "));
  slot = firstFree() ?? slots[0] ?? slot;
  undone = [];
  [zero, pose, source, angle, armed] = [null, null, null, null, true];
  recent.clear();
  still.clear();
  button("zero").disabled = true;
  dialog.showModal();
  tell("");
  showTrials();
  show("hold");
  const answer = await permission;
  if (!dialog.open) return;
  if (answer !== "granted") {
    show("problem", answer);
    return;
  }
  const [unheard, asleep] = [listen(heard), keepAwake()];
  const late = setTimeout(() => { if (!pose) show("problem", "missing"); }, WAIT_FOR_SENSORS);
  stop = () => {
    unheard();
    asleep();
    clearTimeout(late);
    hush();
    stop = null;
  };
  requestAnimationFrame(tick);
}

dialog.addEventListener("close", () => stop?.());
// A phone put away is not a leg held still.
document.addEventListener("visibilitychange", () => still.clear());
button("zero").addEventListener("click", setZero);
button("again").addEventListener("click", setZero);
button("take").addEventListener("click", () => (angle === null ? tell(word("flat")) : take(angle)));
button("undo").addEventListener("click", undo);
button("other").addEventListener("click", () => {
  const other = of(slot.side === "left" ? "right" : "left");
  tell("");
  go(firstFree(other) ?? other[0]);
});
for (const close of all(dialog, "[data-close]", HTMLButtonElement)) close.addEventListener("click", () => dialog.close());
for (const choice of choices) {
  choice.addEventListener("click", () => {
    armed = false;
    go(slotOf(choice));
  });
}
for (const opens of all(document, "[data-measure]", HTMLElement)) {
  opens.hidden = false;
  opens.addEventListener("click", open);
}
