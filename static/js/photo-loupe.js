// The magnifier beside the finger that moves a mark.
import { COLOURS, brushOf, stroke } from "./photo-drawing.js";

/** @typedef {import("./photo-angle.js").Point} Point */

const ZOOM = 3;
const STAYS = 1200;
/** Of the round canvas on the screen, in its pixels; and how far its middle keeps from the finger. */
const RADIUS = 72;
const APART = 116;

export class Loupe {
  /**
   * @param {HTMLCanvasElement} glass
   * @param {HTMLCanvasElement} picture
   * @param {import("./photo-overlay.js").Overlay} overlay
   */
  constructor(glass, picture, overlay) {
    this.glass = glass;
    this.picture = picture;
    this.overlay = overlay;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.hiding = undefined;
  }

  /**
   * Beside the finger: above it, or below where there is no room above.
   * @param {Point} point
   */
  show(point) {
    clearTimeout(this.hiding);
    const { scale } = this.overlay;
    this.magnify(point, (ZOOM * scale * this.glass.width) / (2 * RADIUS));
    this.glass.hidden = false;
    const way = point.y * scale > APART + RADIUS ? -1 : 1;
    const half = RADIUS / scale;
    const x = Math.min(Math.max(point.x, half), Math.max(half, this.picture.width - half));
    this.overlay.put(this.glass, { x, y: point.y + (way * APART) / scale });
  }

  hide() {
    clearTimeout(this.hiding);
    this.glass.hidden = true;
  }

  /** Hidden, and nothing left in it. */
  forget() {
    this.hide();
    brushOf(this.glass).clearRect(0, 0, this.glass.width, this.glass.height);
  }

  hideSoon() {
    clearTimeout(this.hiding);
    this.hiding = setTimeout(() => this.hide(), STAYS);
  }

  /**
   * The surroundings of a point, `zoom` times as large as the picture has them, under a cross.
   * @param {Point} point
   * @param {number} zoom
   */
  magnify(point, zoom) {
    const { glass, picture } = this;
    const brush = brushOf(glass);
    const { width, height } = glass;
    brush.fillStyle = COLOURS.edge;
    brush.fillRect(0, 0, width, height);
    brush.imageSmoothingEnabled = zoom < 4;
    brush.drawImage(
      picture, width / 2 - point.x * zoom, height / 2 - point.y * zoom, picture.width * zoom, picture.height * zoom,
    );
    for (const [colour, thick] of /** @type {const} */ ([[COLOURS.edge, 5], [COLOURS.line, 2]])) {
      stroke(brush, { x: width / 2, y: 0 }, { x: width / 2, y: height }, colour, thick);
      stroke(brush, { x: 0, y: height / 2 }, { x: width, y: height / 2 }, colour, thick);
    }
  }
}
