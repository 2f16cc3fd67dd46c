/** Units that are kept from one text to the next. */
const KEPT_UNITS = 1 << 20;
let kept = new Uint16Array(0);

/** True when every byte is below 0x80. */
export function isAscii(bytes: Uint8Array): boolean {
  let at = 0;
  if (bytes.byteOffset % 4 === 0) {
    const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
    // No way out in the middle: the loop is faster without.
    let high = 0;
    for (; at < words.length; at++) high |= words[at]!;
    if ((high & 0x8080_8080) !== 0) return false;
    at *= 4;
  }
  for (; at < bytes.length; at++) if (bytes[at]! >= 0x80) return false;
  return true;
}

/** The UTF-16 units of ASCII, which are its bytes, without a string in between; they stand until the next call. */
export function unitsOfAscii(bytes: Uint8Array): Uint16Array {
  let units = kept;
  if (units.length < bytes.length) {
    units = new Uint16Array(bytes.length);
    if (bytes.length <= KEPT_UNITS) kept = units;
  }
  units.set(bytes);
  return units;
}
