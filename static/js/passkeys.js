// Making a passkey and signing in by one. The forms marked `data-passkey` are shown where the browser knows passkeys;
// each sends what the passkey answered in its hidden field `credential`.
import { creationOptions, credentialJSON, requestOptions } from "./passkey-json.js";

/** @param {HTMLFormElement} form @returns {Promise<any>} the server's options: on the page, or fetched where a stranger asks */
async function optionsOf(form) {
  const kept = form.querySelector("script[type='application/json']");
  if (kept) return JSON.parse(kept.textContent ?? "");
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${answer.status} from ${form.action}`);
  return await answer.json();
}

/** @param {HTMLFormElement} form @returns {Promise<Credential | null>} */
async function ask(form) {
  const options = await optionsOf(form);
  if (form.dataset.passkey === "create") {
    return await navigator.credentials.create({ publicKey: creationOptions(options.creation_options.publicKey) });
  }
  return await navigator.credentials.get({ publicKey: requestOptions(options.request_options.publicKey) });
}

/** @param {HTMLFormElement} form */
function say(form) {
  const said = form.querySelector("[role=alert]") ?? document.createElement("p");
  said.setAttribute("role", "alert");
  said.className = "flash flash-warning";
  said.textContent = form.dataset.failed ?? "";
  form.prepend(said);
}

/** @param {HTMLFormElement} form */
async function send(form) {
  const button = form.querySelector("button");
  const field = /** @type {HTMLInputElement | null} */ (form.querySelector("[name=credential]"));
  if (!button || !field) return;
  button.disabled = true;
  try {
    const credential = await ask(form);
    if (!credential) throw new Error("no credential");
    field.value = JSON.stringify(credentialJSON(/** @type {PublicKeyCredential} */ (credential)));
    form.submit();
  } catch {
    // Whoever closed the browser's own window is told the same: it does not say which it was.
    say(form);
  } finally {
    button.disabled = false;
  }
}

if ("PublicKeyCredential" in window) {
  for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-passkey]"))) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void send(form);
    });
  }
}
