// The end of the day: everything that is typed gets to the server first, or the sheet says what doesn't.
import { keep, readOutbox } from "./test-day-keeping.js";
import { GROUP } from "./test-day-sheet.js";

const PATIENCE = 4000;

/** @param {import("./test-day-sheet.js").Sheet} sheet @param {HTMLAnchorElement} link */
export function followFinishing(sheet, link) {
  /** How many rows were said to be missing on the server. */
  let warned = 0;

  link.addEventListener("click", async (event) => {
    const { outbox } = sheet;
    if (!outbox || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    await Promise.all(sheet.rows.map((row) => keep(sheet, row)));
    await Promise.race([outbox.flush(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    readOutbox(sheet, await outbox.entries(GROUP));
    const waiting = sheet.rows.filter((row) => !row.isEmpty && row.state !== "saved");
    if (waiting.length === 0 || warned === waiting.length) {
      location.assign(link.href);
      return;
    }
    warned = waiting.length;
    const names = new Intl.ListFormat(sheet.context.language).format(waiting.slice(0, 5).map((row) => row.name));
    sheet.trouble(sheet.context.text("waiting", { count: waiting.length, names: waiting.length > 5 ? `${names} …` : names }));
    waiting[0]?.element.scrollIntoView({ block: "nearest" });
  });
}
