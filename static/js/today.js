// The bar above a routine follows the answers before they are saved.
for (const form of document.querySelectorAll("[data-routine]")) {
  const bar = form.querySelector("[data-progress]");
  if (!(bar instanceof HTMLProgressElement)) continue;
  const due = form.querySelectorAll('[data-outcome="due"]');
  const count = () => {
    bar.value = [...due].filter((one) => one.querySelector("input:checked")).length;
  };
  form.addEventListener("change", count);
  // A browser that comes back to the page restores its answers without a word.
  window.addEventListener("pageshow", count);
}
