import type { ExplainedPlace, ExplainResult } from '../../sidecar/protocol';

/** Where a line stands as the user counts: the file's path, and lines from 1. */
interface NamedPlace {
  readonly origin: string;
  readonly path?: string;
  readonly line?: number;
}

export interface Explained {
  readonly file: string;
  /** Line of the file at which the text before the cursor begins that was sent, from 0. */
  readonly firstLine: number;
  readonly answer: string;
}

/** The JSON document of `explain`, without the engine. */
export function explainDocument(result: ExplainResult, about: Explained) {
  const { logprob, answerTokens, totalNats, otherLines, complete, stats } = result;
  return {
    answer: about.answer,
    logprob,
    answerTokens,
    totalNats,
    pieces: result.pieces.map((piece) => ({ ...piece, ...named(piece, about) })),
    lines: result.lines.map((line) => ({ ...line, ...named(line, about) })),
    otherLines,
    complete,
    stats,
  };
}

export function named({ origin, path, line }: ExplainedPlace, { file, firstLine }: Explained): NamedPlace {
  if (line === undefined) return { origin };
  return path === undefined
    ? { origin, path: file, line: line + firstLine + 1 }
    : { origin, path, line: line + 1 };
}
