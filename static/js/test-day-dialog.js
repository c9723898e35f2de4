// More about one athlete: the questions before the test, pain, and "that was the other athlete".

const dialog = document.getElementById("more");
const form = dialog.querySelector("form");
const select = document.getElementById("move-to");
const error = form.querySelector("[data-error]");
let open = null;

/**
 * @param {any} row
 * @param {any[]} others the rows that an entry may be moved to
 * @param {{changed: () => void, move: (to: any) => Promise<string>}} then `move` gives what is wrong, or ""
 */
export function openMore(row, others, then) {
  open = { row, others, then, before: JSON.stringify(row.beside) };
  document.getElementById("more-title").textContent = row.name;
  for (const tick of form.querySelectorAll("[name=symptoms]")) tick.checked = row.beside.symptoms.includes(tick.value);
  const age = form.querySelector("[data-age]");
  if (age) age.hidden = !row.askAge;
  for (const name of ["pain_left", "pain_right"]) form.elements[name].value = row.beside[name] ?? "";
  const options = others.map((one, n) => new Option(one.name, String(n)));
  select.replaceChildren(...options);
  form.querySelector("[data-move]").hidden = row.isEmpty || options.length === 0;
  const link = form.querySelector("[data-open]");
  link.hidden = !row.stored;
  if (row.stored) link.href = row.context.pageUrl(row.key);
  error.textContent = "";
  dialog.showModal();
}

/** A whole number from 0 to 10, null from nothing, NaN from anything else. */
function pain(text) {
  if (text.trim() === "") return null;
  return /^(?:10|\d)$/.test(text.trim()) ? Number(text) : NaN;
}

function take() {
  const { row } = open;
  const [left, right] = [pain(form.elements.pain_left.value), pain(form.elements.pain_right.value)];
  if (Number.isNaN(left) || Number.isNaN(right)) return row.context.words.pain_range;
  const ticked = [...form.querySelectorAll("[name=symptoms]:checked")].filter((tick) => !tick.closest("[hidden]"));
  Object.assign(row.beside, { symptoms: ticked.map((tick) => tick.value), pain_left: left, pain_right: right });
  return "";
}

form.addEventListener("submit", (event) => {
  error.textContent = take();
  if (error.textContent) event.preventDefault();
});

dialog.addEventListener("cancel", (event) => {
  error.textContent = take();
  if (error.textContent) event.preventDefault();
});

dialog.addEventListener("close", () => {
  if (open && JSON.stringify(open.row.beside) !== open.before) open.then.changed();
  open?.row.show();
  open = null;
});

form.querySelector("[data-do-move]").addEventListener("click", async () => {
  const { others, then } = open;
  error.textContent = take() || (await then.move(others[Number(select.value)]));
  if (error.textContent) return;
  open = null;
  dialog.close();
});
