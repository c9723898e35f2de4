// How a reading makes itself known to somebody who looks at a leg: a tone, a vibration, a voice.

let sound = null;

/** To be called from a tap: a browser lets no page make a sound before one. */
export function readySound() {
  sound ??= window.AudioContext ? new AudioContext() : null;
  sound?.resume().catch(() => {});
}

function tone(from, frequency, seconds) {
  const [wave, volume] = [sound.createOscillator(), sound.createGain()];
  wave.frequency.value = frequency;
  // Swelling and fading, since a wave cut off clicks.
  volume.gain.setValueAtTime(0, from);
  volume.gain.linearRampToValueAtTime(0.3, from + 0.01);
  volume.gain.linearRampToValueAtTime(0, from + seconds);
  wave.connect(volume).connect(sound.destination);
  wave.start(from);
  wave.stop(from + seconds);
}

/** A reading is taken; `last` where it was the last one asked for. */
export function taken({ last = false } = {}) {
  if (sound?.state === "running") {
    tone(sound.currentTime, 880, 0.14);
    if (last) tone(sound.currentTime + 0.18, 1175, 0.2);
  }
  navigator.vibrate?.(last ? [90, 60, 160] : 90);
}

/**
 * A signal of a routine: a tick of a countdown, the start of a set, the end of one.
 * @param {"tick" | "go" | "over"} kind
 */
export function beep(kind) {
  if (sound?.state !== "running") return;
  if (kind === "tick") tone(sound.currentTime, 660, 0.08);
  if (kind === "go") tone(sound.currentTime, 990, 0.3);
  if (kind !== "over") return;
  tone(sound.currentTime, 880, 0.14);
  tone(sound.currentTime + 0.2, 660, 0.24);
}

/** @param {number[]} pattern in ms, on and off in turn */
export function buzz(pattern) {
  navigator.vibrate?.(pattern);
}

/** Says it aloud in the page's language, in place of what was being said. */
export function say(words) {
  if (!window.speechSynthesis) return;
  const voice = new SpeechSynthesisUtterance(words);
  voice.lang = document.documentElement.lang;
  window.speechSynthesis.cancel();
  window.speechSynthesis.speak(voice);
}

export function hush() {
  window.speechSynthesis?.cancel();
}
