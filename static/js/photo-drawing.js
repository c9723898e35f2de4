// Pictures on this device: read upright, and written anew with their marks. Nothing is sent.
import { SIDES, rayEnd } from "./photo-angle.js";

/**
 * @typedef {import("./photo-angle.js").Point} Point
 * @typedef {import("./photo-angle.js").Side} Side
 * @typedef {import("./photo-angle.js").View & {down?: Point}} View
 * @typedef {CanvasRenderingContext2D} Brush
 */

/** Some phones refuse larger canvases, and more pixels tell no more about an angle. */
const LONGEST_READ = 4000;
const LONGEST_KEPT = 1600;
const QUALITY = 0.85;
export const COLOURS = { left: "#ffd166", right: "#8fd3ff", line: "#ffffff", edge: "#0b1430" };

/** @param {HTMLCanvasElement} canvas @returns {Brush} */
export function brushOf(canvas) {
  const brush = canvas.getContext("2d");
  if (!brush) throw new Error("this browser draws no pictures");
  return brush;
}

/**
 * @param {Blob} file
 * @returns {Promise<string>} as a data: address, which the pages' policy lets an image have
 */
export function asAddress(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(/** @type {string} */ (reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

/**
 * Draws the file upright, as its camera noted, into `canvas`, which takes its size.
 * @param {Blob} file
 * @param {HTMLCanvasElement} canvas
 */
export async function drawFile(file, canvas) {
  const image = new Image();
  image.src = await asAddress(file);
  await image.decode();
  const scale = Math.min(1, LONGEST_READ / Math.max(image.naturalWidth, image.naturalHeight));
  canvas.width = Math.round(image.naturalWidth * scale);
  canvas.height = Math.round(image.naturalHeight * scale);
  brushOf(canvas).drawImage(image, 0, 0, canvas.width, canvas.height);
}

/**
 * The picture with the shins, the targets' rays and the angles of `sides`, as a small JPEG.
 * @param {HTMLCanvasElement} picture
 * @param {{marks: import("./photo-angle.js").Marks, view: View, targets: number[], sides: Side[],
 *   words: Record<Side, string>}} measured  `words`: what stands beside each side's knee
 * @returns {Promise<Blob>}
 */
export function markedPicture(picture, { marks, view, targets, sides, words }) {
  const scale = Math.min(1, LONGEST_KEPT / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const brush = brushOf(canvas);
  brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const thin = Math.max(1.5, Math.max(canvas.width, canvas.height) / 500);
  const small = (/** @type {Point} */ point) => ({ x: point.x * scale, y: point.y * scale });
  for (const side of SIDES.filter((one) => sides.includes(one))) {
    const [knee, ankle] = [marks[`${side}_knee`], marks[`${side}_ankle`]];
    for (const degrees of [0, ...targets]) {
      const end = small(rayEnd(knee, ankle, side, degrees, view));
      brush.setLineDash(degrees ? [] : [thin * 4, thin * 3]);
      edged(brush, small(knee), end, COLOURS.line, thin);
      if (degrees) write(brush, `${degrees}°`, end, thin * 11, COLOURS.line);
    }
    brush.setLineDash([]);
    edged(brush, small(knee), small(ankle), COLOURS[side], thin * 2);
    // Beyond the knee and away from the other one: clear of the rays.
    const away = knee.x < marks[side === "left" ? "right_knee" : "left_knee"].x ? -1 : 1;
    const beyond = ankle.y < knee.y ? 1 : -1;
    const beside = { x: small(knee).x + away * thin * 50, y: small(knee).y + beyond * thin * 20 };
    write(brush, words[side], beside, thin * 15, COLOURS[side]);
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no JPEG"))), "image/jpeg", QUALITY);
  });
}

/** @param {Brush} brush @param {Point} from @param {Point} to @param {string} colour @param {number} thick */
function edged(brush, from, to, colour, thick) {
  stroke(brush, from, to, COLOURS.edge, thick * 2);
  stroke(brush, from, to, colour, thick);
}

/** @param {Brush} brush @param {Point} from @param {Point} to @param {string} colour @param {number} thick */
export function stroke(brush, from, to, colour, thick) {
  brush.strokeStyle = colour;
  brush.lineWidth = thick;
  brush.beginPath();
  brush.moveTo(from.x, from.y);
  brush.lineTo(to.x, to.y);
  brush.stroke();
}

/**
 * Words in the middle of `point`, inside the picture, readable on any ground.
 * @param {Brush} brush
 * @param {string} words
 * @param {Point} point
 * @param {number} size
 * @param {string} colour
 */
function write(brush, words, point, size, colour) {
  brush.font = `700 ${size}px system-ui, sans-serif`;
  brush.textAlign = "center";
  brush.textBaseline = "middle";
  const half = brush.measureText(words).width / 2 + size / 4;
  const { width, height } = brush.canvas;
  const x = Math.min(Math.max(point.x, half), width - half);
  const y = Math.min(Math.max(point.y, size), height - size);
  brush.lineJoin = "round";
  brush.lineWidth = size / 3;
  brush.strokeStyle = COLOURS.edge;
  brush.strokeText(words, x, y);
  brush.fillStyle = colour;
  brush.fillText(words, x, y);
}
