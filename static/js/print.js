// A button that prints the page. Without JavaScript the browser's own menu does.
import { all } from "./elements.js";

for (const button of all(document, "[data-print]", HTMLButtonElement)) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
