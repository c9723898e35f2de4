// Passing a link on: the phone's own share sheet where it has one, else a copy. Without JavaScript one selects the text.
for (const button of document.querySelectorAll("[data-pass-on]")) {
  const url = document.getElementById(button.dataset.passOn).textContent.trim();
  button.hidden = !(navigator.share || navigator.clipboard);
  button.addEventListener("click", async () => {
    try {
      if (navigator.share) {
        await navigator.share({ url });
      } else {
        await navigator.clipboard.writeText(url);
        button.textContent = button.dataset.copied;
      }
    } catch {
      // Closing the share sheet is an answer too.
    }
  });
}
