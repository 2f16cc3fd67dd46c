/** What Windows-1252 has at 0x80 to 0x9F, where Latin-1 has controls; five places are empty and stay controls. */
const UPPER = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Mends what Node 20's TextDecoder, which takes Windows-1252 for Latin-1, makes of these bytes. */
export function mendWindows1252(text: string): string {
  return text.replace(/[\x80-\x9f]/g, (control) => UPPER[control.charCodeAt(0) - 0x80]!);
}
