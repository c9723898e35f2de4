// "Add an exercise": spare rows stay out of sight until they are asked for; then a new one is made.
for (const list of document.querySelectorAll("[data-rows]")) {
  const form = list.closest("form");
  const add = form.querySelector("[data-add]");
  const template = form.querySelector("template[data-row]");
  const total = form.querySelector(`[name="${list.dataset.rows}-TOTAL_FORMS"]`);
  const most = Number(form.querySelector(`[name="${list.dataset.rows}-MAX_NUM_FORMS"]`).value);
  const spare = [...list.querySelectorAll("[data-spare]")];
  for (const row of spare) row.hidden = true;
  add.hidden = false;

  const made = () => {
    const number = Number(total.value);
    const holder = document.createElement("div");
    holder.append(template.content.cloneNode(true));
    for (const one of holder.querySelectorAll("[name], [id], [for]")) {
      for (const name of ["name", "id", "for"]) {
        if (one.hasAttribute(name)) one.setAttribute(name, one.getAttribute(name).replace("__prefix__", number));
      }
    }
    total.value = number + 1;
    return list.appendChild(holder.firstElementChild);
  };

  add.addEventListener("click", () => {
    const row = spare.shift() ?? made();
    row.hidden = false;
    row.querySelector("select").focus();
    const shown = list.querySelectorAll("[data-one]:not([hidden])").length;
    add.hidden = shown >= most;
  });
}
// "Change first" opens what it leads to.
const change = document.querySelector("#change");
document.querySelector('a[href="#change"]')?.addEventListener("click", () => { change.open = true; });
