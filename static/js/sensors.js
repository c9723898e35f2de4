// The phone's tilt as the browser tells it, and a screen that stays on meanwhile.
import { poseFromAcceleration, poseFromOrientation } from "./tilt.js";

/** @typedef {{new (type: string): Event, requestPermission?: () => Promise<PermissionState>}} Sensor iPhones want to be asked */

/**
 * Asks for the sensors; only from a tap, as iPhones have it.
 * @returns {Promise<"granted" | "refused" | "insecure">}
 */
export async function askForSensors() {
  if (!window.isSecureContext) return "insecure";
  /** @type {(Sensor | undefined)[]} */
  const kinds = [window.DeviceOrientationEvent, window.DeviceMotionEvent];
  try {
    const answers = await Promise.all(kinds.map((kind) => kind?.requestPermission?.() ?? "granted"));
    return answers.every((answer) => answer === "granted") ? "granted" : "refused";
  } catch {
    return "refused";
  }
}

/**
 * Calls `heard` with every pose until the function it returns is called.
 *
 * The fused orientation where there is one, else the accelerometer: `source` says which.
 * @param {(pose: import("./tilt.js").Pose, source: "orientation" | "acceleration") => void} heard
 */
export function listen(heard) {
  let fused = false;
  const oriented = (/** @type {DeviceOrientationEvent} */ event) => {
    const pose = poseFromOrientation(event);
    if (!pose) return;
    fused = true;
    heard(pose, "orientation");
  };
  const moved = (/** @type {DeviceMotionEvent} */ event) => {
    const pose = fused ? null : poseFromAcceleration(event.accelerationIncludingGravity);
    if (pose) heard(pose, "acceleration");
  };
  window.addEventListener("deviceorientation", oriented);
  window.addEventListener("devicemotion", moved);
  return () => {
    window.removeEventListener("deviceorientation", oriented);
    window.removeEventListener("devicemotion", moved);
  };
}

/** Keeps the screen on until the function it returns is called. Where that can't be had, nothing happens. */
export function keepAwake() {
  /** @type {WakeLockSentinel | null} */
  let lock = null;
  let wanted = true;
  async function ask() {
    if (!wanted || document.hidden || !("wakeLock" in navigator)) return;
    try {
      const given = await navigator.wakeLock.request("screen");
      if (wanted) lock = given;
      else await given.release();
    } catch {
      // A low battery may refuse it: the measuring goes on.
    }
  }
  void ask();
  // The browser takes it back whenever the page is out of sight.
  document.addEventListener("visibilitychange", ask);
  return () => {
    wanted = false;
    document.removeEventListener("visibilitychange", ask);
    void lock?.release();
  };
}
