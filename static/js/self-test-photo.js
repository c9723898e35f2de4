// One's own hips on a photo. The tool is large, so it comes when its button is pressed; the picture stays in the page.
import { one } from "./elements.js";
import { enterNext, hasRoom } from "./trial-fields.js";

/** @typedef {import("./photo-dialog.js").PhotoDialog} PhotoDialog */

const section = one(document, "[data-photo]", HTMLElement);
const dialog = one(document, "dialog.photo-dialog", HTMLDialogElement);
/** @type {Promise<PhotoDialog> | null} */
let coming = null;

/** @param {string} name */
const part = (name) => one(section, `[data-photo-${name}]`, HTMLElement);

async function load() {
  const { PhotoDialog } = await import("./photo-dialog.js");
  return new PhotoDialog(dialog, {
    keeps: false,
    position: () => "seated",
    hasRoom,
    use(degrees) {
      enterNext(degrees, "photo");
      part("taken").hidden = false;
    },
  });
}

part("open").addEventListener("click", async () => {
  part("taken").hidden = true;
  part("absent").hidden = true;
  coming ??= load();
  try {
    const tool = await coming;
    if (!dialog.open) tool.open();
  } catch {
    coming = null;
    part("absent").hidden = false;
  }
});
part("open").hidden = false;
