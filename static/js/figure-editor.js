// The figure follows the numbers: every change is drawn by the server, with the template that athletes see.
const editor = document.querySelector(".figure-editor");
if (editor) {
  const picture = editor.querySelector(".fe-drawing");
  const failed = editor.querySelector(".fe-failed");
  const form = editor.closest("form");
  const fields = () => [...editor.querySelectorAll("input[name], select[name], textarea[name]")];
  const numbers = new Map([...editor.querySelectorAll("input[type=number]")].map((field) => [field.name, field]));
  const sliders = new Map([...editor.querySelectorAll("input[type=range]")].map((field) => [field.dataset.for, field]));
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
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    for (const field of fields()) {
      if (field.type !== "checkbox" || field.checked) body.append(field.name, field.value);
    }
    try {
      const answer = await fetch(editor.dataset.preview, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
      if (!answer.ok) throw new Error(answer.statusText);
      picture.innerHTML = await answer.text();
      failed.hidden = true;
    } catch {
      failed.textContent = editor.dataset.failed;
      failed.hidden = false;
    }
    drawing = false;
    if (waiting) {
      waiting = false;
      draw();
    }
  }

  function show(name) {
    const slider = sliders.get(name);
    slider.value = numbers.get(name).value || 0;
  }

  // What ended where it started goes on doing so when the start is changed.
  function follow(name) {
    const end = name.replace("-start.", "-end.");
    const was = before.get(name);
    before.set(name, numbers.get(name).value);
    if (end === name || !numbers.has(end) || numbers.get(end).value !== was) return;
    numbers.get(end).value = numbers.get(name).value;
    before.set(end, numbers.get(end).value);
    show(end);
  }

  editor.addEventListener("input", (event) => {
    const { target } = event;
    if (target.type === "range") numbers.get(target.dataset.for).value = target.value;
    const name = target.dataset.for || target.name;
    if (numbers.has(name)) {
      if (target.type !== "range") show(name);
      follow(name);
    }
    draw();
  });

  sliders.forEach((slider) => { slider.hidden = false; });
  numbers.forEach((_, name) => show(name));
  editor.querySelector(".fe-preview").hidden = true;
}
