import type { Machine, Recommendation } from '../protocol';
import { contextSizeFor } from './contextSize';
import { gigabytes, memoryNeed } from './preflight';
import { isOnHub, type RegistryEntry } from './registry/entry';

/**
 * How far a model suits a machine, the best first. A licence against commercial use is the user's to weigh: such a
 * model stands behind the others that answer quickly. What ships with Tokoscope is far smaller than any other: it
 * stands before what comes too late.
 */
const RANKS = ['quick', 'quickRestricted', 'shipped', 'slow', 'prefixOnly', 'tooLarge'] as const;
type Rank = (typeof RANKS)[number];

/** An answer that takes longer than this comes too late for somebody who types. */
const PATIENCE_SECONDS = 2;
/** What the wait for an answer is made of, typically: tokens of the prompt that are new, and tokens of the answer. */
const PROMPT_TOKENS = 64;
const ANSWER_TOKENS = 16;
/**
 * What a core of a CPU does, roughly: arithmetic of a prompt, and weights read for a token, up to what the memory
 * gives all cores together. Rules of thumb below what current machines reach.
 */
const OPERATIONS_PER_CORE = 15e9;
const BYTES_PER_CORE = 3e9;
const MOST_BYTES = 30e9;

interface Candidate {
  readonly entry: RegistryEntry;
  readonly place: number;
  readonly need: number;
  readonly rank: Rank;
}

/**
 * All models, the one to take first, each with the reason in a sentence. Memory is estimated as before loading
 * (see {@link memoryNeed}), speed by rule of thumb. Pure.
 *
 * @param models in the order of preference among those that suit alike
 * @param contextSize in tokens; 0 as when the sidecar chooses
 */
export function recommend(
  models: readonly RegistryEntry[],
  machine: Machine,
  contextSize = 0,
): readonly Recommendation[] {
  const families = [...new Set(models.map(({ family }) => family))];
  const context = (entry: RegistryEntry): number =>
    contextSizeFor(contextSize, entry.contextLength, machine.vram > 0);
  const candidates = models.map((entry): Candidate => {
    const need = memoryNeed(entry.shape, context(entry));
    return { entry, need, place: families.indexOf(entry.family), rank: rankOf(entry, need, machine) };
  });
  candidates.sort(byPreference);
  return candidates.map((candidate, index) => ({
    id: candidate.entry.id,
    memoryBytes: candidate.need,
    recommended: index === 0 && candidate.rank !== 'tooLarge',
    reason: reasonFor(candidate, machine, context(candidate.entry), index === 0),
  }));
}

function rankOf(entry: RegistryEntry, need: number, { ram, vram, cores }: Machine): Rank {
  if (need > ram + vram) return 'tooLarge';
  if (!isOnHub(entry)) return 'shipped';
  if (entry.fim.family === 'none') return 'prefixOnly';
  const isQuick = vram > 0 ? need <= vram : cpuSeconds(entry, cores) <= PATIENCE_SECONDS;
  if (!isQuick) return 'slow';
  return entry.licence.commercial ? 'quick' : 'quickRestricted';
}

/** How long an answer takes without a GPU, roughly. */
function cpuSeconds({ weights, shape }: RegistryEntry, cores: number): number {
  const prompt = (PROMPT_TOKENS * 2 * weights) / (cores * OPERATIONS_PER_CORE);
  const answer = (ANSWER_TOKENS * shape.fileBytes) / Math.min(cores * BYTES_PER_CORE, MOST_BYTES);
  return prompt + answer;
}

function byPreference(a: Candidate, b: Candidate): number {
  if (a.rank !== b.rank) return RANKS.indexOf(a.rank) - RANKS.indexOf(b.rank);
  // Of what is slow or too large, less is better.
  if (a.rank === 'slow' || a.rank === 'tooLarge') return a.need - b.need;
  return a.place - b.place || b.entry.weights - a.entry.weights;
}

function reasonFor(
  { need, rank }: Candidate,
  { ram, vram }: Machine,
  context: number,
  isFirst: boolean,
): string {
  const onGpu = vram > 0;
  const room = `room for ${context.toLocaleString('en')} tokens of context`;
  const quick = onGpu
    ? `Fits your ${gigabytes(vram)} of free GPU memory with ${room}.`
    : `Fits your ${gigabytes(ram)} of free memory with ${room}; without a GPU ${isFirst ? 'larger ones answer too slowly' : 'it still answers quickly'}.`;
  switch (rank) {
    case 'quick':
      return quick;
    case 'quickRestricted':
      return `${quick} Its licence forbids commercial use.`;
    case 'shipped':
      return 'Comes with Tokoscope and answers at once on any machine; larger ones write far better.';
    case 'slow':
      if (onGpu) {
        return `Needs ${gigabytes(need)}, ${gigabytes(vram)} of GPU memory are free: the rest runs on the CPU, slowly.`;
      }
      return 'Fits, but without a GPU it answers slowly.';
    case 'prefixOnly':
      return 'Sees only the text before the cursor.';
    case 'tooLarge':
      return `Needs ${gigabytes(need)}, ${gigabytes(ram + vram)} are free.`;
  }
}
