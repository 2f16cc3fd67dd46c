export const APOSTROPHE = 39;
const LONG_S = 0x17f;
const D = 'd'.charCodeAt(0);
const E = 'e'.charCodeAt(0);
const L = 'l'.charCodeAt(0);
const M = 'm'.charCodeAt(0);
const R = 'r'.charCodeAt(0);
const S = 's'.charCodeAt(0);
const T = 't'.charCodeAt(0);
const V = 'v'.charCodeAt(0);

/** End of 's|'t|'re|'ve|'m|'ll|'d at units[start], or `start` where there is none. Reads three units at most. */
export function plainContractionEnd(units: Uint16Array, start: number, limit: number): number {
  if (start + 1 >= limit || units[start] !== APOSTROPHE) return start;
  const first = units[start + 1]!;
  if (first === S || first === T || first === M || first === D) return start + 2;
  if (start + 2 >= limit) return start;
  const second = units[start + 2]!;
  const two = first === L ? second === L : (first === R || first === V) && second === E;
  return two ? start + 3 : start;
}

/** Lower case of an ASCII letter, without regard for what is no letter. */
function lower(unit: number): number {
  return unit < 0x80 ? unit | 0x20 : 0;
}

/**
 * End of (?i:'s|'t|'re|'ve|'m|'ll|'d) at units[start], or `start` where there is none. Reads three units at most.
 * Without regard for case, ſ is an s too.
 */
export function contractionEnd(units: Uint16Array, start: number, limit: number): number {
  if (start + 1 >= limit || units[start] !== APOSTROPHE) return start;
  const first = lower(units[start + 1]!);
  if (first === S || first === T || first === M || first === D || units[start + 1] === LONG_S)
    return start + 2;
  if (start + 2 >= limit) return start;
  const second = lower(units[start + 2]!);
  const two = first === L ? second === L : (first === R || first === V) && second === E;
  return two ? start + 3 : start;
}
