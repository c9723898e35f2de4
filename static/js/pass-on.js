// Passing a link on: the phone's own share sheet where it has one, else a copy. Without JavaScript one selects the text.
import { all } from "./elements.js";

for (const button of all(document, "[data-pass-on]", HTMLElement)) {
  const { passOn = "", copied = "" } = button.dataset;
  const url = document.getElementById(passOn)?.textContent?.trim() ?? "";
  const canShare = "share" in navigator;
  button.hidden = !(canShare || "clipboard" in navigator);
  button.addEventListener("click", async () => {
    try {
      if (canShare) {
        await navigator.share({ url });
      } else {
        await navigator.clipboard.writeText(url);
        button.textContent = copied;
      }
    } catch {
      // Closing the share sheet is an answer too.
    }
  });
}
