/**
 * A trie over bytes as darts-clone stores it: units of 32 bits, where a child is found by the exclusive or of its
 * parent's offset and its byte.
 */
export class DoubleArray {
  constructor(private readonly units: Uint32Array) {}

  /** Value of the shortest key that `bytes` begin with; undefined if there is none. */
  shortestPrefix(bytes: Uint8Array): number | undefined {
    const { units } = this;
    let at = offset(units[0] ?? 0);
    for (const byte of bytes) {
      if (byte === 0) return undefined;
      at ^= byte;
      const unit = units[at];
      if (unit === undefined || label(unit) !== byte) return undefined;
      at ^= offset(unit);
      if (isLeaf(unit)) return (units[at] ?? 0) & 0x7fff_ffff;
    }
    return undefined;
  }
}

function isLeaf(unit: number): boolean {
  return ((unit >>> 8) & 1) === 1;
}

/** A byte, or more than one where the unit is a value. */
function label(unit: number): number {
  return (unit & 0x8000_00ff) >>> 0;
}

function offset(unit: number): number {
  return (unit >>> 10) << ((unit & 0x200) >>> 6);
}
