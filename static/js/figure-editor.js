// The figure follows the numbers: every change is drawn by the server, with the template that athletes see.
import { all, fieldOf, one } from "./elements.js";

/** @param {HTMLElement} editor */
function edit(editor) {
  const picture = one(editor, ".fe-drawing", HTMLElement);
  const failed = one(editor, ".fe-failed", HTMLElement);
  const form = editor.closest("form");
  const inputs = () => all(editor, "input[name]", HTMLInputElement).filter((field) => field.type !== "checkbox" || field.checked);
  const others = () => [...all(editor, "select[name]", HTMLSelectElement), ...all(editor, "textarea[name]", HTMLTextAreaElement)];
  const numbers = new Map(all(editor, "input[type=number]", HTMLInputElement).map((field) => [field.name, field]));
  const sliders = new Map(all(editor, "input[type=range]", HTMLInputElement).map((field) => [field.dataset.for ?? "", field]));
  const before = new Map([...numbers].map(([name, field]) => [name, field.value]));

  // One request at a time; what changed meanwhile is drawn by the next one.
  let drawing = false;
  let waiting = false;
  async function draw() {
    if (drawing) {
      waiting = true;
      return;
    }
    drawing = true;
    const body = new FormData();
    body.append("csrfmiddlewaretoken", (form && fieldOf(form, "csrfmiddlewaretoken")?.value) ?? "");
    for (const field of [...inputs(), ...others()]) body.append(field.name, field.value);
    try {
      const headers = { "X-Requested-With": "fetch" };
      const answer = await fetch(editor.dataset.preview ?? "", { method: "POST", body, headers });
      if (!answer.ok) throw new Error(answer.statusText);
      picture.innerHTML = await answer.text();
      failed.hidden = true;
    } catch {
      failed.textContent = editor.dataset.failed ?? "";
      failed.hidden = false;
    }
    drawing = false;
    if (waiting) {
      waiting = false;
      void draw();
    }
  }

  /** @param {string} name */
  function show(name) {
    const slider = sliders.get(name);
    if (slider) slider.value = numbers.get(name)?.value || "0";
  }

  /** What ended where it started goes on doing so when the start is changed. @param {string} name */
  function follow(name) {
    const [value, was] = [numbers.get(name)?.value ?? "", before.get(name)];
    before.set(name, value);
    const other = name.replace("-start.", "-end.");
    const end = other === name ? undefined : numbers.get(other);
    if (!end || end.value !== was) return;
    end.value = value;
    before.set(other, value);
    show(other);
  }

  editor.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement)) return;
    const slides = target.type === "range";
    const name = target.dataset.for || target.name;
    const number = numbers.get(name);
    if (number) {
      if (slides) number.value = target.value;
      else show(name);
      follow(name);
    }
    void draw();
  });

  sliders.forEach((slider) => { slider.hidden = false; });
  numbers.forEach((_, name) => show(name));
  one(editor, ".fe-preview", HTMLElement).hidden = true;
}

const editor = document.querySelector(".figure-editor");
if (editor instanceof HTMLElement) edit(editor);
