// How a reading makes itself known to somebody who looks at a leg: a tone, a vibration, a voice.

/** @type {AudioContext | null} */
let sound = null;

/** To be called from a tap: a browser lets no page make a sound before one. */
export function readySound() {
  if ("AudioContext" in window) sound ??= new AudioContext();
  sound?.resume().catch(() => {});
}

/**
 * @param {AudioContext} sound
 * @param {number} after in seconds from now
 * @param {number} frequency
 * @param {number} seconds
 */
function tone(sound, after, frequency, seconds) {
  const from = sound.currentTime + after;
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
    tone(sound, 0, 880, 0.14);
    if (last) tone(sound, 0.18, 1175, 0.2);
  }
  // iPhones have no vibration for pages.
  if ("vibrate" in navigator) navigator.vibrate(last ? [90, 60, 160] : 90);
}

/** Says it aloud in the page's language, in place of what was being said. @param {string} words */
export function say(words) {
  if (!("speechSynthesis" in window)) return;
  const voice = new SpeechSynthesisUtterance(words);
  voice.lang = document.documentElement.lang;
  window.speechSynthesis.cancel();
  window.speechSynthesis.speak(voice);
}

export function hush() {
  if ("speechSynthesis" in window) window.speechSynthesis.cancel();
}
