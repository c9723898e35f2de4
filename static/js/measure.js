// "Measure with this phone": readings taken from the phone's tilt into the ordinary fields of the form around it.
import { inDegrees, meanOf } from "./angles.js";
import { askForSensors, keepAwake, listen } from "./sensors.js";
import { hush, readySound, say, taken } from "./signals.js";
import { internalRotation, isAboutVertical, Recent, Stillness, suitability } from "./tilt.js";

const WAIT_FOR_SENSORS = 2000;
/** A leg that hangs still in neutral is no reading: taken by itself from here on, by a press from 0° on. */
const LEAST = 5;
/** Before the next trial the leg comes back: to half of the last reading. */
const BACK = 0.5;

const dialog = document.getElementById("meter");
const form = document.querySelector("form[data-measured]");
const language = document.documentElement.lang;
const words = dialog.dataset;
const find = (name) => dialog.querySelector(`[data-${name}]`);
const every = (name) => [...dialog.querySelectorAll(`[data-${name}]`)];
const bands = { sufficient: Number(words.sufficient), optimal: Number(words.optimal) };

const slots = ["left", "right"].flatMap((side) =>
  [...form.querySelectorAll(`input[name^="${side}_"].angle`)].map((input, i) => ({ side, n: i + 1, input })));
const of = (side) => slots.filter((slot) => slot.side === side);

let position, slot, source, zero, armed, angle, undone, stop;
const recent = new Recent();
const still = new Stillness();
let pose = null;

// -- what is shown ------------------------------------------------------------------------------------------------
const put = (element, text) => { if (element.textContent !== text) element.textContent = text; };
// By the attribute: parts of a drawing have no `hidden` of their own.
const only = (name, key) => every(name).forEach((element) => element.toggleAttribute("hidden", element.dataset[name] !== key));
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);

/** hold: how to hold it, before the zero; turn: the live angle; done: all taken; else what stands in the way. */
function show(mode, problem = "") {
  dialog.dataset.mode = mode;
  only("problem", problem);
  for (const element of every("in")) element.hidden = !element.dataset.in.split(" ").includes(mode);
  // Whoever pressed what is gone now goes on at the button that comes next.
  const { activeElement } = document;
  const elsewhere = activeElement === dialog || !dialog.contains(activeElement) || !activeElement.getClientRects().length;
  if (elsewhere) dialog.querySelector(".meter-acts button:not([hidden])").focus();
}

function showSlot() {
  only("hip", slot.side);
  only("side", slot.side);
  only("hold", position);
  put(find("trial"), filled(words.trial, { n: slot.n, count: of(slot.side).length }));
  for (const button of every("slot")) {
    const one = slots.find(({ side, n }) => button.dataset.slot === `${side}_${n}`);
    button.hidden = button.dataset.slot.split("_")[0] !== slot.side || !one;
    if (!one) continue;
    put(button.querySelector("b"), one.input.value.trim() ? inDegrees(meanOf([one.input.value]), language) : "–");
    button.setAttribute("aria-pressed", String(one === slot));
  }
  for (const output of every("mean")) {
    put(output, inDegrees(meanOf(of(output.dataset.mean).map(({ input }) => input.value)), language));
  }
  find("undo").disabled = undone.length === 0;
  // Lying, the leg that turns points up: the scale stands on its head, and its numbers don't.
  const up = position === "prone" || position === "supine";
  find("dial").setAttribute("transform", up ? "rotate(180 0 52)" : "");
  for (const text of dialog.querySelectorAll(".meter-dial text")) {
    text.setAttribute("transform", up ? `rotate(180 ${text.getAttribute("x")} ${text.getAttribute("y")})` : "");
    text.setAttribute("text-anchor", up === (slot.side === "left") ? "end" : "start");
  }
}

function showAngle(share) {
  const known = angle !== null;
  const tenth = known ? Math.abs(Math.round(angle * 10) / 10) : null;
  const outside = known && angle <= -0.05;
  put(find("number"), inDegrees(tenth, language));
  dialog.dataset.band = !known || outside ? "" : angle < bands.sufficient ? "limited" : angle < bands.optimal ? "sufficient" : "optimal";
  only("word", outside ? "external" : dialog.dataset.band);
  const turn = Math.max(-80, Math.min(80, angle ?? 0)) * (slot.side === "left" ? -1 : 1);
  for (const needle of every("needle")) needle.setAttribute("transform", `rotate(${turn.toFixed(1)})`);
  find("share").setAttribute("stroke-dashoffset", String(100 - Math.round(100 * share)));
  const suits = pose ? suitability(pose, position) : "fine";
  only("status", suits === "flat" ? "flat" : !armed ? "back" : outside || angle < LEAST ? "turn" : share > 0.3 ? "still" : "far");
}

// -- measuring ----------------------------------------------------------------------------------------------------
function tick(time) {
  if (!stop) return;
  if (pose && dialog.dataset.mode !== "done") {
    recent.add(time, pose);
    if (zero) follow(time);
  }
  requestAnimationFrame(tick);
}

function follow(time) {
  angle = internalRotation(zero, pose, { side: slot.side, position });
  if (angle === null) {
    still.clear();
    showAngle(0);
    return;
  }
  if (!armed) armed = angle < Math.max(LEAST, BACK * Number(undone.at(-1)?.reading ?? 0));
  const { still: share, mean } = still.add(time, angle);
  const takes = armed && angle >= LEAST;
  if (takes && mean !== null) take(mean);
  else showAngle(takes ? share : 0);
}

function setInstrument(value) {
  const field = form.elements.instrument;
  if (!field || field.value === value) return;
  field.value = value;
  for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
}

function fill(input, value) {
  input.value = value;
  for (const kind of ["input", "change"]) input.dispatchEvent(new Event(kind, { bubbles: true }));
}

function take(degrees) {
  const tenths = Math.round(degrees * 10) / 10;
  if (!(tenths >= 0 && tenths <= 90)) {
    tell(tenths < 0 ? words.outward : words.beyond);
    return;
  }
  const reading = tenths.toFixed(1);
  undone.push({ slot, reading, before: slot.input.value, instrument: form.elements.instrument?.value });
  fill(slot.input, reading);
  setInstrument("phone");
  const spoken = inDegrees(tenths, language);
  const hip = words[slot.side];
  const { side, n } = slot;
  const next = of(side).find(({ input }) => !input.value.trim()) ?? slots.find(({ input }) => !input.value.trim());
  taken({ last: !next });
  tell(filled(words.taken, { hip, n, degrees: spoken }));
  if (find("aloud").checked) say(`${hip} ${spoken}`);
  still.clear();
  armed = false;
  go(next);
}

/** On to that reading, or done without one. A zero is good for its leg; where the gyroscope drifts, for one reading. */
function go(next) {
  if (!next || next.side !== slot.side || isAboutVertical(position)) zero = null;
  slot = next ?? slot;
  showSlot();
  show(next ? (zero ? "turn" : "hold") : "done");
  if (zero) showAngle(0);
}

function tell(text) {
  find("note").textContent = text;
}

function setZero() {
  const suits = suitability(pose, position);
  if (suits === "heading") return show("problem", "heading");
  if (suits === "flat") return tell(words.flat);
  zero = recent.zero(position) ?? pose;
  armed = true;
  still.clear();
  angle = 0;
  tell("");
  show("turn");
  return showAngle(0);
}

function undo() {
  const last = undone.pop();
  if (!last) return;
  fill(last.slot.input, last.before);
  if (undone.length === 0 && last.instrument) setInstrument(last.instrument);
  armed = false;
  tell(filled(words.undone, { hip: words[last.slot.side], n: last.slot.n }));
  go(last.slot);
}

// -- opening and closing ------------------------------------------------------------------------------------------
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
  find("zero").disabled = false;
  if (dialog.dataset.mode === "problem" && !find("problem=missing").hidden) go(slot);
}

async function open() {
  const permission = askForSensors();
  readySound();
  position = form.elements.position?.value ?? words.position;
  const motion = form.elements.motion;
  put(find("method"), [find(`hold="${position}"`).dataset.name, motion?.selectedOptions[0].text].filter(Boolean).join(" · "));
  [slot, undone, zero, pose, source, angle, armed] = [slots.find(({ input }) => !input.value.trim()) ?? slots[0], [], null, null, null, null, true];
  recent.clear();
  still.clear();
  find("zero").disabled = true;
  dialog.showModal();
  tell("");
  showSlot();
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
find("zero").addEventListener("click", setZero);
find("again").addEventListener("click", setZero);
find("take").addEventListener("click", () => (angle === null ? tell(words.flat) : take(angle)));
find("undo").addEventListener("click", undo);
find("other").addEventListener("click", () => {
  const other = of(slot.side === "left" ? "right" : "left");
  tell("");
  go(other.find(({ input }) => !input.value.trim()) ?? other[0]);
});
for (const button of every("close")) button.addEventListener("click", () => dialog.close());
for (const button of every("slot")) {
  button.addEventListener("click", () => {
    armed = false;
    go(slots.find(({ side, n }) => button.dataset.slot === `${side}_${n}`));
  });
}
for (const button of document.querySelectorAll("[data-measure]")) {
  button.hidden = false;
  button.addEventListener("click", open);
}
