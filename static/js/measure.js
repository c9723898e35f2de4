// "Measure with this phone" on a form: the readings go into its ordinary fields, and its instrument is the phone.
import { all, enter, fieldOf, one } from "./elements.js";
import { openMeter } from "./meter.js";
import { form, setInstrument, slotsOf } from "./trial-fields.js";

/** @typedef {import("./meter.js").Target} Target */

const instrument = fieldOf(form, "instrument");
/** What the instrument was before the phone. */
let before = "";

/** @returns {Target} */
function target() {
  const motion = fieldOf(form, "motion");
  before = instrument?.value ?? "";
  return {
    slots: [...slotsOf("left"), ...slotsOf("right")],
    position: fieldOf(form, "position")?.value ?? one(document, "#meter", HTMLElement).dataset.position ?? "",
    method: motion instanceof HTMLSelectElement ? (motion.selectedOptions[0]?.text ?? "") : "",
    take(slot, reading) {
      enter(slot.input, reading);
      setInstrument("phone");
    },
    takeBack(slot, text, left) {
      enter(slot.input, text);
      if (left === 0 && before) setInstrument(before);
    },
  };
}

for (const button of all(document, "[data-measure]", HTMLButtonElement)) {
  button.hidden = false;
  button.addEventListener("click", () => openMeter(target()));
}
