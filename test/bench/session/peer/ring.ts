import { DEFAULTS } from './defaults';

export interface Chunk {
  readonly filename: string;
  readonly text: string;
}

/** Pieces of code that were seen, which go along with each request: a queue of new ones, and a ring of those that go. */
export class Ring {
  #chunks: Chunk[] = [];
  #queue: Chunk[] = [];

  /** @param random numbers in [0, 1) */
  constructor(private readonly random: () => number) {}

  get chunks(): readonly Chunk[] {
    return this.#chunks;
  }

  get queue(): readonly Chunk[] {
    return this.#queue;
  }

  /** Queues a piece of these lines: all of them, or half a chunk's somewhere. Not what is known, nor what says too little. */
  pick(filename: string, lines: readonly string[]): void {
    if (lines.length < DEFAULTS.leastChunkLines) return;
    const text = this.#part(lines).join('\n');
    if ([...this.#chunks, ...this.#queue].some((chunk) => chunk.text === text)) return;
    const differs = (chunk: Chunk): boolean => similarity(chunk.text, text) <= DEFAULTS.alike;
    this.#chunks = this.#chunks.filter(differs);
    this.#queue = [...this.#queue.filter(differs), { filename, text }].slice(-DEFAULTS.queuedChunks);
  }

  /** Moves the oldest of the queue into the ring; false where there is none. */
  turn(): boolean {
    const next = this.#queue.shift();
    if (next === undefined) return false;
    this.#chunks = [...this.#chunks, next].slice(-DEFAULTS.ringChunks);
    return true;
  }

  #part(lines: readonly string[]): readonly string[] {
    if (lines.length <= DEFAULTS.chunkLines) return lines;
    const size = DEFAULTS.chunkLines / 2;
    const start = Math.floor(this.random() * (lines.length - size + 1));
    return lines.slice(start, start + size);
  }
}

/** Jaccard index of the sets of lines of two texts: 1 where both are empty. */
export function similarity(one: string, other: string): number {
  const [a, b] = [one, other].map((text) => new Set(text === '' ? [] : text.split('\n'))) as [
    Set<string>,
    Set<string>,
  ];
  if (a.size === 0 && b.size === 0) return 1;
  const both = [...a].filter((line) => b.has(line)).length;
  return both / (a.size + b.size - both);
}
