// The form of a test measures on a picture: angles go into the next free trials, the picture only where both agree.
import { one } from "./elements.js";
import { PhotoDialog } from "./photo-dialog.js";
import { asAddress } from "./photo-drawing.js";
import { enterNext, hasRoom } from "./trial-fields.js";

const STASH = "medial-photo";
const form = one(document, "form#entry", HTMLFormElement);
const section = one(form, "[data-photo]", HTMLElement);
const dialog = one(section, "dialog", HTMLDialogElement);
const keep = one(form, "[name=keep_picture]", HTMLInputElement);
const consent = one(form, "[name=picture_consent]", HTMLInputElement);
const upload = one(form, "[name=picture]", HTMLInputElement);
const position = one(form, "[name=position]", HTMLSelectElement);
/** @type {{file: File, address: string} | null} */
let marked = null;

/** @param {string} name */
const part = (name) => one(section, `[data-photo-${name}]`, HTMLElement);

// Out of the form: Enter in the dialog must not send it.
document.body.append(dialog);
const tool = new PhotoDialog(dialog, {
  keeps: true,
  position: () => position.value,
  hasRoom,
  use: take,
});

/** The picture is in the form only where both are ticked; nothing else would be sent by mistake. */
function attach() {
  if (!marked) return;
  const files = new DataTransfer();
  if (keep.checked && consent.checked) files.items.add(marked.file);
  upload.files = files.files;
}

/** @param {Blob} blob */
async function offerToKeep(blob) {
  marked = { file: new File([blob], "marked.jpg", { type: "image/jpeg" }), address: await asAddress(blob) };
  const preview = one(section, "[data-photo-preview]", HTMLImageElement);
  preview.src = marked.address;
  preview.hidden = false;
  part("file").hidden = true;
  part("keep").hidden = false;
  attach();
}

/** @param {Partial<Record<import("./photo-angle.js").Side, number>>} degrees @param {Blob | null} picture */
async function take(degrees, picture) {
  const [first] = enterNext(degrees, "photo");
  part("taken").hidden = false;
  first?.focus();
  if (picture) await offerToKeep(picture);
}

part("open").addEventListener("click", () => tool.open());
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
  /** @type {{page: string, address: string} | null} */
  const stashed = JSON.parse(sessionStorage.getItem(STASH) ?? "null");
  sessionStorage.removeItem(STASH);
  const asked = section.hasAttribute("data-sent") && (keep.checked || consent.checked);
  if (asked && stashed?.page === location.pathname) {
    const bytes = Uint8Array.from(atob(stashed.address.replace(/^.*,/, "")), (sign) => sign.charCodeAt(0));
    await offerToKeep(new Blob([bytes], { type: "image/jpeg" }));
  } else {
    part("keep").hidden = !asked;
  }
}

part("tool").hidden = false;
part("plain").hidden = true;
void restore();
