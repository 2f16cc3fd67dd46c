import type { ConstraintState } from './constraint';

/** The answer begins with given bytes; what follows is free. */
export class ForcedPrefix implements ConstraintState {
  constructor(private readonly rest: Uint8Array) {}

  get mayEnd(): boolean {
    return this.rest.length === 0;
  }

  get isNarrow(): boolean {
    return !this.mayEnd;
  }

  after(bytes: Uint8Array): ForcedPrefix | undefined {
    const shared = Math.min(bytes.length, this.rest.length);
    for (let i = 0; i < shared; i++) if (bytes[i] !== this.rest[i]) return undefined;
    return shared === 0 ? this : new ForcedPrefix(this.rest.subarray(shared));
  }
}
