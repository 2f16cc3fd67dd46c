import type { BoundaryMode, DraftMode } from '../../../sidecar/protocol';

/** A build of the sidecar: what ships, or the same with one module replaced. */
export type Variant = 'shipped' | 'plainSplit';

/** One way to begin at the cursor, which the model is asked with. */
export interface Arm {
  readonly name: string;
  readonly words: string;
  readonly variant: Variant;
  readonly boundary: BoundaryMode;
  /** Without it, drafts are as the run has them. */
  readonly drafts?: DraftMode;
  /** True where the arm is something else than B only with markers between the texts. */
  readonly needsMarkers: boolean;
}

export const ARMS: readonly Arm[] = [
  {
    name: 'A',
    words: 'all text before the markers',
    variant: 'plainSplit',
    boundary: 'off',
    needsMarkers: true,
  },
  {
    name: 'B',
    words: 'line after the markers, off',
    variant: 'shipped',
    boundary: 'off',
    needsMarkers: false,
  },
  { name: 'C', words: 'B and healing', variant: 'shipped', boundary: 'heal', needsMarkers: false },
  { name: 'D', words: 'B and exact cover', variant: 'shipped', boundary: 'exact', needsMarkers: false },
  {
    name: 'D-plain',
    words: 'D without drafts',
    variant: 'shipped',
    boundary: 'exact',
    drafts: 'off',
    needsMarkers: false,
  },
];

/** An arm that is D with some of its completions dropped: see endCheck.ts. */
export const END_CHECK = { name: 'E', words: 'D and end check', from: 'D' } as const;

/** Names of all arms, in the order of the tables. */
export const ARM_NAMES: readonly string[] = [...ARMS.map(({ name }) => name), END_CHECK.name];
