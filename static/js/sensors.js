// The phone's tilt as the browser tells it, and a screen that stays on meanwhile.
import { poseFromAcceleration, poseFromOrientation } from "./tilt.js";

/** Asks for the sensors; only from a tap, as iPhones have it. "granted", "refused" or "insecure". */
export async function askForSensors() {
  if (!window.isSecureContext) return "insecure";
  const asking = [window.DeviceOrientationEvent, window.DeviceMotionEvent].filter((kind) => kind?.requestPermission);
  try {
    const answers = await Promise.all(asking.map((kind) => kind.requestPermission()));
    return answers.every((answer) => answer === "granted") ? "granted" : "refused";
  } catch {
    return "refused";
  }
}

/** Calls `heard(pose, source)` with every pose until the function it returns is called.
 *
 *  The fused orientation where there is one, else the accelerometer: `source` says which. */
export function listen(heard) {
  let fused = false;
  const oriented = (event) => {
    const pose = poseFromOrientation(event);
    if (!pose) return;
    fused = true;
    heard(pose, "orientation");
  };
  const moved = (event) => {
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
  let lock = null;
  let wanted = true;
  async function ask() {
    if (!wanted || document.hidden || !navigator.wakeLock) return;
    try {
      const given = await navigator.wakeLock.request("screen");
      if (wanted) lock = given;
      else await given.release();
    } catch {
      // A low battery may refuse it: the measuring goes on.
    }
  }
  ask();
  // The browser takes it back whenever the page is out of sight.
  document.addEventListener("visibilitychange", ask);
  return () => {
    wanted = false;
    document.removeEventListener("visibilitychange", ask);
    lock?.release();
  };
}
