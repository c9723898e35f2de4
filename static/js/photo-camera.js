// The camera's live picture in the dialog: with its plumb line, and taken into a canvas. Nothing is stored or sent.
import { all, one } from "./elements.js";
import { Countdown } from "./photo-countdown.js";
import { askForSensors, listen } from "./sensors.js";
import { readySound, taken as announce } from "./signals.js";
import { LEAST_IN_PLANE } from "./tilt.js";

/** A camera that is off by more than this says so: it is wholly in the angle. */
const LEVEL = 1;
/** More pixels tell no more about an angle, and fewer are as good from 640 on. */
const WANTED = { width: { ideal: 1920 }, height: { ideal: 1440 } };

/**
 * By how much a camera is off the level, in degrees from -45 to 45, clockwise as whoever looks at the screen
 * sees it; portrait and landscape are both level. Null where the screen faces the sky or the floor.
 * @param {import("./tilt.js").Vector} up  in the phone's axes
 * @returns {number | null}
 */
export function offLevel([x, y]) {
  if (Math.hypot(x, y) < LEAST_IN_PLANE) return null;
  const turned = (Math.atan2(-x, y) * 180) / Math.PI;
  return turned - 90 * Math.round(turned / 90);
}

/**
 * Of the words within that say `data-name`, shows those for `key`.
 * @param {HTMLElement} within
 * @param {string} name
 * @param {string} key
 */
function only(within, name, key) {
  for (const words of all(within, `[data-${name}]`, HTMLElement)) words.hidden = words.getAttribute(`data-${name}`) !== key;
}

export class Camera {
  /** @type {MediaStream | null} */
  #stream = null;
  /** @type {(() => void) | null} */
  #unheard = null;
  /** Which start is the latest: a camera that answers late is put off again. */
  #turn = 0;

  /**
   * @param {HTMLElement} dialog  which has the buttons, the pane `data-live` and what it says
   * @param {HTMLCanvasElement} canvas  which takes the picture
   * @param {() => void} taken
   */
  constructor(dialog, canvas, taken) {
    this.dialog = dialog;
    this.canvas = canvas;
    this.taken = taken;
    this.video = one(dialog, "video", HTMLVideoElement);
    this.buttons = ["shoot", "later"].map((name) => one(dialog, `[data-${name}]`, HTMLButtonElement));
    this.countdown = new Countdown((left) => this.showLeft(left), () => {
      announce({ last: true });
      this.shoot();
    });
    this.find("later").addEventListener("click", () => this.later());
    this.find("shoot").addEventListener("click", () => this.shoot());
    this.find("back").addEventListener("click", () => this.back());
    this.find("turn").addEventListener("click", () => void this.turn());
    this.find("camera").addEventListener("click", () => void this.start());
  }

  /** @param {string} name */
  find(name) {
    return one(this.dialog, `[data-${name}]`, HTMLElement);
  }

  /** Offers the live picture where there is one; else the phone's own camera app takes it. */
  offer() {
    this.say("");
    const here = Boolean(navigator.mediaDevices?.getUserMedia);
    this.find("camera").hidden = !here;
    this.find("app=other").hidden = !here;
    this.find("app=only").hidden = here;
    this.find("app-button").classList.toggle("btn-primary", !here);
    this.find("app-button").classList.toggle("btn-quiet", here);
  }

  /** @param {MediaTrackConstraints} which */
  async start(which = { facingMode: { ideal: "environment" } }) {
    this.stop();
    this.say("");
    const turn = ++this.#turn;
    const sensors = askForSensors();
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { ...WANTED, ...which } });
    } catch (error) {
      this.back();
      this.say(error instanceof DOMException && error.name === "NotAllowedError" ? "refused" : "absent");
      return;
    }
    if (turn !== this.#turn || !this.dialog.hasAttribute("open")) {
      stream.getTracks().forEach((track) => track.stop());
      return;
    }
    this.#stream = stream;
    this.video.srcObject = stream;
    this.find("choose").hidden = true;
    this.find("live").hidden = false;
    this.showLevel(null);
    for (const button of this.buttons) button.disabled = true;
    await this.video.play().catch(() => undefined);
    if (turn !== this.#turn) return;
    for (const button of this.buttons) button.disabled = false;
    this.find("shoot").focus();
    this.find("turn").hidden = (await this.cameras()).length < 2;
    if ((await sensors) === "granted" && turn === this.#turn) {
      this.#unheard = listen((pose) => this.showLevel(offLevel(pose.up)));
    }
  }

  /** @returns {Promise<string[]>} */
  async cameras() {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.filter(({ kind }) => kind === "videoinput").map(({ deviceId }) => deviceId);
  }

  /** On to the next camera that there is. */
  async turn() {
    const cameras = await this.cameras();
    const now = this.#stream?.getVideoTracks()[0]?.getSettings().deviceId ?? "";
    const next = cameras[(cameras.indexOf(now) + 1) % cameras.length];
    if (next !== undefined) await this.start({ deviceId: { exact: next } });
  }

  /** @param {number | null} degrees */
  showLevel(degrees) {
    const level = degrees === null ? "unknown" : Math.abs(degrees) <= LEVEL ? "level" : "tilted";
    only(this.dialog, "level", level);
    one(this.dialog, "[data-plumb]", SVGElement).setAttribute("transform", `rotate(${(-(degrees ?? 0)).toFixed(1)})`);
  }

  /** Begins to count, or leaves it. */
  later() {
    readySound();
    if (this.countdown.runs) this.countdown.stop();
    else this.countdown.start();
  }

  /** @param {number | null} left in seconds */
  showLeft(left) {
    this.find("count").textContent = left === null ? "" : String(left);
    only(this.dialog, "counts", left === null ? "no" : "yes");
  }

  shoot() {
    const { videoWidth: width, videoHeight: height } = this.video;
    if (!width || !height) return;
    Object.assign(this.canvas, { width, height });
    this.canvas.getContext("2d")?.drawImage(this.video, 0, 0, width, height);
    this.stop();
    this.taken();
  }

  back() {
    this.stop();
    this.find("choose").hidden = false;
    this.find("camera").focus();
  }

  /** The camera's light goes out. */
  stop() {
    this.#turn += 1;
    this.countdown.stop();
    this.#unheard?.();
    this.#unheard = null;
    this.#stream?.getTracks().forEach((track) => track.stop());
    this.#stream = null;
    this.video.srcObject = null;
    this.find("live").hidden = true;
  }

  /** @param {"" | "refused" | "absent"} problem */
  say(problem) {
    only(this.dialog, "no-camera", problem);
  }
}
