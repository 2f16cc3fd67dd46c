import type { CompleteResult } from '../../../sidecar/protocol';
import type { CompletionPlace } from '../../../extension/completion/completionCache';
import type { AskModel } from '../../../extension/completion/inFlight';

export const place = (prefix: string, suffix = '\n}\n'): CompletionPlace => ({
  documentId: 'typescript file:///a.ts',
  prefix,
  suffix,
});

/** One request to the model, as the test lets it go on. */
export interface Asked {
  readonly signal: AbortSignal;
  /** The text has grown to this. */
  write(text: string): void;
  /** The answer is there. */
  answer(text: string): void;
}

/** The model's end: it writes when the test says so, and an aborted request ends without an answer. */
export function slowModel(): { readonly ask: AskModel; readonly asked: Asked[] } {
  const asked: Asked[] = [];
  const ask: AskModel = (signal, onText) =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve(undefined));
      asked.push({ signal, write: onText, answer: (text) => resolve({ text } as CompleteResult) });
    });
  return { ask, asked };
}
