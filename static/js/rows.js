// "Add an exercise": spare rows stay out of sight until they are asked for; then a new one is made.
import { all, one } from "./elements.js";

/** @param {HTMLElement} list @param {HTMLFormElement} form */
function grow(list, form) {
  const add = one(form, "[data-add]", HTMLElement);
  const template = one(form, "template[data-row]", HTMLTemplateElement);
  const total = one(form, `[name="${list.dataset.rows}-TOTAL_FORMS"]`, HTMLInputElement);
  const most = Number(one(form, `[name="${list.dataset.rows}-MAX_NUM_FORMS"]`, HTMLInputElement).value);
  const spare = all(list, "[data-spare]", HTMLElement);
  for (const row of spare) row.hidden = true;
  add.hidden = false;

  const made = () => {
    const number = total.value;
    const holder = document.createElement("div");
    holder.append(template.content.cloneNode(true));
    for (const named of all(holder, "[name], [id], [for]", HTMLElement)) {
      for (const name of ["name", "id", "for"]) {
        const value = named.getAttribute(name);
        if (value !== null) named.setAttribute(name, value.replace("__prefix__", number));
      }
    }
    total.value = String(Number(number) + 1);
    const row = one(holder, "*", HTMLElement);
    list.append(row);
    return row;
  };

  add.addEventListener("click", () => {
    const row = spare.shift() ?? made();
    row.hidden = false;
    one(row, "select", HTMLSelectElement).focus();
    const shown = list.querySelectorAll("[data-one]:not([hidden])").length;
    add.hidden = shown >= most;
  });
}

for (const list of all(document, "[data-rows]", HTMLElement)) {
  const form = list.closest("form");
  if (form) grow(list, form);
}
// "Change first" opens what it leads to.
const change = document.querySelector("#change");
document.querySelector('a[href="#change"]')?.addEventListener("click", () => {
  if (change instanceof HTMLDetailsElement) change.open = true;
});
