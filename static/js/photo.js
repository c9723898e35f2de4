// The form of a test measures on a picture: angles go into the next free trials, the picture only where both agree.
import { PhotoDialog } from "./photo-dialog.js";
import { asAddress } from "./photo-drawing.js";

const STASH = "medial-photo";
const form = document.getElementById("entry");
const section = form.querySelector("[data-photo]");
const dialog = section.querySelector("dialog");
const { keep_picture: keep, picture_consent: consent, picture: upload, instrument, position } = form.elements;
let marked = null;

const freeTrial = (side) =>
  [...form.querySelectorAll(`.hip[data-side="${side}"] input.angle`)].find((input) => input.value.trim() === "");

// Out of the form: Enter in the dialog must not send it.
document.body.append(dialog);
const tool = new PhotoDialog(dialog, { position: () => position.value, hasRoom: (side) => Boolean(freeTrial(side)) });

function fill(input, value) {
  input.value = value;
  for (const kind of ["input", "change"]) input.dispatchEvent(new Event(kind, { bubbles: true }));
}

/** The picture is in the form only where both are ticked; nothing else would be sent by mistake. */
function attach() {
  if (!marked) return;
  const files = new DataTransfer();
  if (keep.checked && consent.checked) files.items.add(marked.file);
  upload.files = files.files;
}

async function offerToKeep(blob) {
  marked = { file: new File([blob], "marked.jpg", { type: "image/jpeg" }), address: await asAddress(blob) };
  const preview = section.querySelector("[data-photo-preview]");
  preview.src = marked.address;
  preview.hidden = false;
  section.querySelector("[data-photo-file]").hidden = true;
  section.querySelector("[data-photo-keep]").hidden = false;
  attach();
}

dialog.addEventListener("photo:use", async ({ detail }) => {
  const inputs = Object.entries(detail.degrees).map(([side, degrees]) => {
    const input = freeTrial(side);
    fill(input, degrees.toFixed(1));
    return input;
  });
  fill(instrument, "photo");
  section.querySelector("[data-photo-taken]").hidden = false;
  inputs[0].focus();
  if (detail.picture) await offerToKeep(detail.picture);
});

section.querySelector("[data-photo-open]").addEventListener("click", () => tool.open());
keep.addEventListener("change", attach);
consent.addEventListener("change", attach);

// A page that comes back with a question has lost the file: the tab remembers it until the test is saved.
form.addEventListener("submit", () => {
  if (!marked || !(keep.checked || consent.checked)) return;
  try {
    sessionStorage.setItem(STASH, JSON.stringify({ page: location.pathname, address: marked.address }));
  } catch {
    // No room: the form then says that the picture is to be chosen again.
  }
});

async function restore() {
  const stashed = JSON.parse(sessionStorage.getItem(STASH) ?? "null");
  sessionStorage.removeItem(STASH);
  const asked = section.hasAttribute("data-sent") && (keep.checked || consent.checked);
  if (asked && stashed?.page === location.pathname) {
    const bytes = Uint8Array.from(atob(stashed.address.split(",")[1]), (sign) => sign.charCodeAt(0));
    await offerToKeep(new Blob([bytes], { type: "image/jpeg" }));
  } else {
    section.querySelector("[data-photo-keep]").hidden = !asked;
  }
}

section.querySelector("[data-photo-tool]").hidden = false;
section.querySelector("[data-photo-plain]").hidden = true;
restore();
