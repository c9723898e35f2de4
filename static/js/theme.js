// Light or dark, as the device asks: set before the first paint, so nothing flashes. Paper is always light.
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const paper = window.matchMedia("print");
const apply = () => document.documentElement.setAttribute("data-bs-theme", dark.matches && !paper.matches ? "dark" : "light");
apply();
for (const asked of [dark, paper]) asked.addEventListener("change", apply);
