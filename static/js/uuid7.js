// Keys made on the device: UUIDv7 (RFC 9562). They sort by time, and by order within a millisecond.

let lastTime = -1;
let counter = 0;

/**
 * A new UUIDv7 as text.
 * @param {number} [now] milliseconds since 1970
 * @param {(bytes: Uint8Array<ArrayBuffer>) => Uint8Array} [fill] fills with random bytes
 * @returns {string}
 */
export function uuid7(now = Date.now(), fill = (bytes) => crypto.getRandomValues(bytes)) {
  const bytes = fill(new Uint8Array(16));
  const at = (/** @type {number} */ place) => bytes[place] ?? 0;
  if (now > lastTime) {
    lastTime = now;
    // Half of the twelve bits are left to count up in, within this millisecond.
    counter = ((at(6) & 0x07) << 8) | at(7);
  } else if (++counter > 0xfff) {
    // More in one millisecond than the counter holds, or a clock that went back: go on from the next one.
    lastTime += 1;
    counter = 0;
  }
  for (let place = 5, rest = lastTime; place >= 0; place -= 1) {
    bytes[place] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = 0x70 | (counter >> 8);
  bytes[7] = counter & 0xff;
  bytes[8] = 0x80 | (at(8) & 0x3f);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
