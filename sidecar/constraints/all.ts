import type { ConstraintState } from './constraint';

/** Holds where all of them do. */
export class All implements ConstraintState {
  constructor(private readonly states: readonly ConstraintState[]) {}

  get mayEnd(): boolean {
    return this.states.every((state) => state.mayEnd);
  }

  get isNarrow(): boolean {
    return this.states.some((state) => state.isNarrow);
  }

  after(bytes: Uint8Array): All | undefined {
    const next: ConstraintState[] = [];
    for (const state of this.states) {
      const after = state.after(bytes);
      if (after === undefined) return undefined;
      next.push(after);
    }
    return new All(next);
  }
}
