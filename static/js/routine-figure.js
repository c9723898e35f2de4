// The figure of the guided routine: pictures from the start to the end, shown in turn.

/** Seconds there and back, where nothing else gives the pace. */
const SWING = 4;
/** Seconds to go into a hold. */
const INTO = 1.2;

/**
 * Which share of the way to the end the figure is at. Pure.
 *
 * @param {"hold" | "swing"} how into the end and staying there, or there and back
 * @param {number} passed ms since it began
 * @param {number} [seconds] there and back
 */
export function shareAt(how, passed, seconds = SWING) {
  if (how === "hold") return Math.min(1, passed / (INTO * 1000));
  const turn = (passed / (seconds * 1000)) % 1;
  // There, a moment's stop, and back; then a moment's rest.
  if (turn < 0.4) return turn / 0.4;
  if (turn < 0.5) return 1;
  return turn < 0.9 ? 1 - (turn - 0.5) / 0.4 : 0;
}

/**
 * Shows the picture for that share; mirrored where the working side is the other one.
 *
 * @param {Element | null} figure @param {number} share @param {string} side
 */
export function showFigure(figure, share, side) {
  if (!figure) return;
  const frames = [...figure.querySelectorAll("[data-frame]")];
  const wanted = Math.round(share * (frames.length - 1));
  frames.forEach((frame, n) => frame.classList.toggle("is-shown", n === wanted));
  mirror(figure, figure, side);
}

/**
 * Pictures are painted for one side, that of the moving figure: on the other one they are its mirror image.
 *
 * @param {Element | null} pictures @param {Element | null} figure @param {string} side
 */
export function mirror(pictures, figure, side) {
  const own = figure?.getAttribute("data-side");
  pictures?.classList.toggle("is-mirrored", Boolean(own) && side !== "both" && side !== own);
}
