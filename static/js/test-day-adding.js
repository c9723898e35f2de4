// An athlete who isn't on the sheet yet: a name is enough to be tested.
import { one } from "./elements.js";
import { uuid7 } from "./uuid7.js";

/** @param {import("./test-day-sheet.js").Sheet} sheet @param {HTMLFormElement} form */
export function followAdding(sheet, form) {
  const { text } = sheet.context;
  const error = one(form, "[data-error]", HTMLElement);
  const id = one(form, "[name=id]", HTMLInputElement);
  const name = one(form, "[name=name]", HTMLInputElement);
  let busy = false;

  async function add() {
    // Made on the device: sent twice, it makes one athlete.
    id.value ||= uuid7();
    const response = await sheet.post(form.action, { id: id.value, name: name.value });
    const told = response && (await response.text());
    if (!response?.ok || told === null) return told === null ? text("offline_add") : faultsOf(told) || text("failed");
    const row = sheet.append(told);
    sheet.page.querySelector("[data-nobody]")?.remove();
    sheet.say(text("added", { name: row.name }));
    id.value = name.value = "";
    row.inputs[0]?.focus();
    return "";
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    error.textContent = await add().finally(() => {
      busy = false;
    });
  });
  form.hidden = false;
}

/** The sentences of `{field: [sentence]}`; "" where it says nothing of the kind. @param {string} told */
function faultsOf(told) {
  try {
    return Object.values(JSON.parse(told)).flat().join(" ");
  } catch {
    return "";
  }
}
