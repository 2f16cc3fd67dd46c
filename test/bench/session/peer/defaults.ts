/** What llama.vscode does unless its settings say otherwise. Lines, tokens, milliseconds and characters. */
export const DEFAULTS = {
  prefixLines: 256,
  suffixLines: 64,
  predictTokens: 128,
  promptMs: 500,
  predictMs: 500,
  /** More characters after the cursor on its line, and it does not ask by itself. */
  lineSuffix: 8,
  cacheKeys: 250,
  /** How long it waits before it looks again whether its last request has ended. */
  retryMs: 150,
  ringChunks: 16,
  chunkLines: 64,
  queuedChunks: 16,
  /** Lines around the window of the request that chunks are taken from. */
  ringScope: 1024,
  ringUpdateMs: 1000,
  /** The ring moves only when so much time has passed since the last completion. */
  ringQuietMs: 3000,
  /** A cursor that moved farther than so many lines makes chunks of where it is now. */
  movedLines: 32,
  /** The least lines of a chunk, and how alike two may be (Jaccard, over sets of lines). */
  leastChunkLines: 3,
  alike: 0.9,
} as const;
