// The athlete's routine: a bar that follows the answers, the outbox behind the form, and the guide beside it.
import { openOutbox } from "./outbox.js";
import { showOutbox } from "./outbox-status.js";
import { guide } from "./routine.js";
import { logFor } from "./session-log.js";

const forms = /** @type {HTMLFormElement[]} */ ([...document.querySelectorAll("form[data-routine]")]);

for (const form of forms) {
  const bar = form.querySelector("[data-progress]");
  if (!(bar instanceof HTMLProgressElement)) continue;
  const count = () => {
    const due = form.querySelectorAll('[data-outcome="due"]');
    bar.max = Math.max(1, due.length);
    bar.value = [...due].filter((one) => one.querySelector("input:checked")).length;
  };
  form.addEventListener("change", count);
  // A browser that comes back to the page restores its answers without a word.
  window.addEventListener("pageshow", count);
}

/** Without a place on the device the forms work as they do without JavaScript: with the network. */
async function outboxOf() {
  const user = document.querySelector('meta[name="medial-user"]')?.getAttribute("content") ?? "";
  const csrf = /** @type {HTMLInputElement | null} */ (document.querySelector('[name="csrfmiddlewaretoken"]'))?.value ?? "";
  try {
    const outbox = await openOutbox({ user, csrf });
    showOutbox(outbox);
    return outbox;
  } catch {
    return null;
  }
}

if (forms.length) {
  const outbox = await outboxOf();
  for (const form of forms) {
    const next = form.nextElementSibling;
    const dialog = next instanceof HTMLDialogElement && next.matches("[data-guide]") ? next : null;
    const log = outbox && logFor(form, outbox, dialog ? JSON.parse(String(dialog.dataset.guide)) : null);
    await log?.start();
    if (dialog) guide(dialog, form, log);
  }
}
