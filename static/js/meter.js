// The phone as the instrument: readings taken from its tilt, one hip after the other, into the fields of a target.
import { all, one } from "./elements.js";
import { LEAST, showAngle, showMode, showSlot, spoken, tell, words } from "./meter-show.js";
import { askForSensors, keepAwake, listen } from "./sensors.js";
import { hush, readySound, say, taken } from "./signals.js";
import { internalRotation, isAboutVertical, Recent, Stillness, suitability } from "./tilt.js";

/**
 * @typedef {"left" | "right"} Side
 * @typedef {NonNullable<ReturnType<typeof import("./tilt.js").poseFromOrientation>>} Pose
 * @typedef {{side: Side, n: number, input: HTMLInputElement}} Slot the field of one reading
 *
 * @typedef {Object} Target whose hips are measured, and where the readings go
 * @property {Slot[]} slots the left hip's before the right one's
 * @property {string} position
 * @property {string} method what stands beside the position, such as "Active"
 * @property {string} [who] a name, where the page doesn't say it
 * @property {Side} [from] the hip to begin with
 * @property {(slot: Slot, reading: string) => void} take puts a reading into its field
 * @property {(slot: Slot, before: string, left: number) => void} takeBack what was there before; how many are left
 * @property {() => string} [found] what stands out of both hips
 * @property {() => Target | null} [next] who is measured after this
 * @property {() => void} [leave] called when the meter closes, or goes on to somebody else
 */

const WAIT_FOR_SENSORS = 2000;
/** Before the next trial the leg comes back: to half of the last reading. */
const BACK = 0.5;

const dialog = one(document, "#meter", HTMLDialogElement);
const zeroButton = one(dialog, "[data-zero]", HTMLButtonElement);
const recent = new Recent();
const still = new Stillness();

/** @type {Target | null} */
let target = null;
/** @type {Slot | null} */
let slot = null;
/** @type {{target: Target, slot: Slot, reading: string, before: string}[]} */
let undone = [];
/** @type {string | null} */
let source = null;
/** @type {Pose | null} */
let zero = null;
/** @type {Pose | null} */
let pose = null;
/** @type {number | null} */
let angle = null;
let armed = true;
/** @type {(() => void) | null} */
let stop = null;

/** @param {Slot} one */
const isFree = (one) => one.input.value.trim() === "";
/** @param {Target} of */
const firstOf = ({ slots, from }) => slots.find((one) => one.side === from && isFree(one)) ?? slots.find(isFree) ?? slots[0] ?? null;

// -- measuring ----------------------------------------------------------------------------------------------------
/** @param {number} time */
function tick(time) {
  if (!stop) return;
  if (pose && dialog.dataset.mode !== "done") {
    recent.add(time, pose);
    if (zero && target && slot) follow(time, zero, pose, target, slot);
  }
  requestAnimationFrame(tick);
}

/** @param {number} time @param {Pose} from @param {Pose} now @param {Target} of @param {Slot} at */
function follow(time, from, now, { position }, { side }) {
  angle = internalRotation(from, now, { side, position });
  if (angle === null) {
    still.clear();
    return showNow(0);
  }
  if (!armed) armed = angle < Math.max(LEAST, BACK * Number(undone.at(-1)?.reading ?? 0));
  const { still: share, mean } = still.add(time, angle);
  const takes = armed && angle >= LEAST;
  if (takes && mean !== null) take(mean);
  else showNow(takes ? share : 0);
}

/** @param {number} share how much of the second it has been still */
function showNow(share) {
  if (!slot || !target) return;
  const flat = pose !== null && suitability(pose, target.position) === "flat";
  const turned = angle !== null && angle >= LEAST;
  const status = flat ? "flat" : !armed ? "back" : !turned ? "turn" : share > 0.3 ? "still" : "far";
  showAngle({ angle, side: slot.side, share, status });
}

/** @param {number} degrees */
function take(degrees) {
  if (!target || !slot) return;
  const tenths = Math.round(degrees * 10) / 10;
  if (!(tenths >= 0 && tenths <= 90)) return tell(words(tenths < 0 ? "outward" : "beyond"));
  const reading = tenths.toFixed(1);
  const { side, n, input } = slot;
  undone.push({ target, slot, reading, before: input.value });
  target.take(slot, reading);
  const next = target.slots.find((one) => one.side === side && isFree(one)) ?? target.slots.find(isFree) ?? null;
  taken({ last: !next });
  tell(words("taken", { hip: words(side), n, degrees: spoken(tenths) }));
  if (one(dialog, "[data-aloud]", HTMLInputElement).checked) say(`${words(side)} ${spoken(tenths)}`);
  still.clear();
  armed = false;
  go(next);
}

/** On to that reading, or done without one. A zero is good for its leg; where the gyroscope drifts, for one reading. @param {Slot | null} next */
function go(next) {
  if (!target || !slot) return;
  if (!next || next.side !== slot.side || isAboutVertical(target.position)) zero = null;
  slot = next ?? slot;
  showSlot(target, slot, undone.length > 0);
  showMode(next ? (zero ? "turn" : "hold") : "done");
  if (zero) showNow(0);
}

function setZero() {
  if (!pose || !target) return;
  const suits = suitability(pose, target.position);
  if (suits === "heading") return showMode("problem", "heading");
  if (suits === "flat") return tell(words("flat"));
  zero = recent.zero(target.position) ?? pose;
  armed = true;
  still.clear();
  angle = 0;
  tell("");
  showMode("turn");
  showNow(0);
}

function undo() {
  const last = undone.pop();
  if (!last) return;
  if (last.target !== target) {
    target?.leave?.();
    target = last.target;
    zero = null;
  }
  target.takeBack(last.slot, last.before, undone.filter((one) => one.target === target).length);
  armed = false;
  tell(words("undone", { hip: words(last.slot.side), n: last.slot.n }));
  go(last.slot);
}

// -- whose hips ---------------------------------------------------------------------------------------------------
/** @param {Target} next */
function aim(next) {
  target = next;
  [slot, zero, angle, armed] = [firstOf(next), null, null, true];
  still.clear();
  tell("");
  if (!slot) return;
  showSlot(target, slot, undone.length > 0);
  showMode("hold");
}

function goOn() {
  const next = target?.next?.();
  if (!next) return;
  target?.leave?.();
  aim(next);
}

// -- opening and closing ------------------------------------------------------------------------------------------
/** @param {Pose} now @param {string} from */
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
  zeroButton.disabled = false;
  const missing = one(dialog, '[data-problem="missing"]', HTMLElement);
  if (dialog.dataset.mode === "problem" && !missing.hidden) go(slot);
}

/** Opens the meter for somebody. Called from a tap, since phones ask for their sensors only then. @param {Target} on */
export async function openMeter(on) {
  const permission = askForSensors();
  readySound();
  [undone, pose, source] = [[], null, null];
  recent.clear();
  zeroButton.disabled = true;
  dialog.showModal();
  aim(on);
  const answer = await permission;
  if (!dialog.open) return;
  if (answer !== "granted") return showMode("problem", answer);
  const [unheard, asleep] = [listen(heard), keepAwake()];
  const late = setTimeout(() => { if (!pose) showMode("problem", "missing"); }, WAIT_FOR_SENSORS);
  stop = () => {
    unheard();
    asleep();
    clearTimeout(late);
    hush();
    stop = null;
  };
  requestAnimationFrame(tick);
}

dialog.addEventListener("close", () => {
  stop?.();
  target?.leave?.();
});
// A phone put away is not a leg held still.
document.addEventListener("visibilitychange", () => still.clear());
zeroButton.addEventListener("click", setZero);
one(dialog, "[data-again]", HTMLButtonElement).addEventListener("click", setZero);
one(dialog, "[data-take]", HTMLButtonElement).addEventListener("click", () => (angle === null ? tell(words("flat")) : take(angle)));
one(dialog, "[data-undo]", HTMLButtonElement).addEventListener("click", undo);
one(dialog, "[data-other]", HTMLButtonElement).addEventListener("click", () => {
  const other = target?.slots.filter((one) => one.side !== slot?.side) ?? [];
  tell("");
  go(other.find(isFree) ?? other[0] ?? slot);
});
for (const button of all(dialog, "[data-next]", HTMLButtonElement)) button.addEventListener("click", goOn);
for (const button of all(dialog, "[data-close]", HTMLButtonElement)) button.addEventListener("click", () => dialog.close());
for (const button of all(dialog, "[data-slot]", HTMLButtonElement)) {
  button.addEventListener("click", () => {
    armed = false;
    go(target?.slots.find(({ side, n }) => button.dataset.slot === `${side}_${n}`) ?? slot);
  });
}
