import { CancellationTokenSource, type MessageConnection } from 'vscode-jsonrpc/node.js';
import { Answers } from '../../../extension/completion/answers';
import type { CompletionPlace } from '../../../extension/completion/completionCache';
import type { AskModel } from '../../../extension/completion/inFlight';
import { Followers } from '../../../extension/completion/followers';
import {
  CompleteRequest,
  CompletionTextNotification,
  WarmRequest,
  type CompleteParams,
  type ModelSpec,
} from '../../../sidecar/protocol';

/** Milliseconds that the editor takes from a keystroke to its call. */
const EDITOR_MS = 50;

export interface Replayed {
  readonly keystrokes: number;
  /** Requests to the model, and those that were cancelled. */
  readonly requests: number;
  readonly cancelled: number;
  /** Tokens evaluated of prompts, and generated, in answers that came. */
  readonly evaluated: number;
  readonly generated: number;
  /** Keystrokes whose text was there before the next: from a cache, from a request of an earlier keystroke, anew. */
  readonly known: number;
  readonly joined: number;
  readonly anew: number;
}

interface Place {
  readonly before: string;
  readonly after: string;
}

const documentId = 'file:///bench.ts';

export function paramsFor(spec: ModelSpec, { before, after }: Place, maxTokens: number): CompleteParams {
  return {
    spec,
    documentId,
    prefix: before,
    suffix: after,
    prefixComplete: true,
    suffixComplete: true,
    languageId: 'typescript',
    path: 'bench.ts',
    mode: 'auto',
    maxTokens,
    maxPromptTokens: 192,
    timeBudgetMs: 4000,
    temperature: 0,
    seed: 0,
    boundary: 'exact',
  };
}

/** Types a text at a place, one character each `interval` milliseconds, as an editor would ask meanwhile. */
export async function replay(
  connection: MessageConnection,
  spec: ModelSpec,
  place: Place & { readonly typed: string },
  options: { readonly interval: number; readonly pause: number; readonly join: boolean },
): Promise<Replayed> {
  const texts = new Followers<string>();
  const listener = connection.onNotification(CompletionTextNotification, ({ streamToken, text }) =>
    texts.told(streamToken, text),
  );
  const answers = new Answers();
  const counts = { requests: 0, cancelled: 0, evaluated: 0, generated: 0, known: 0, joined: 0, anew: 0 };
  const asking =
    (params: CompleteParams, cancelled: AbortSignal | undefined): AskModel =>
    async (own, onText) => {
      const signal = cancelled ? AbortSignal.any([own, cancelled]) : own;
      counts.requests++;
      const source = new CancellationTokenSource();
      signal.addEventListener('abort', () => source.cancel());
      try {
        const answer = await texts.follow(onText, (streamToken) =>
          connection.sendRequest(CompleteRequest, { ...params, streamToken }, source.token),
        );
        counts.evaluated += answer.stats.evaluated;
        counts.generated += answer.stats.generated;
        return answer;
      } catch {
        counts.cancelled++;
        return undefined;
      }
    };
  let call = new AbortController();
  for (let length = 1; length <= place.typed.length; length++) {
    call.abort();
    call = new AbortController();
    await sleep(EDITOR_MS);
    const before = place.before + place.typed.slice(0, length);
    const at: CompletionPlace = { documentId, prefix: before, suffix: place.after };
    if (answers.find(at)) counts.known++;
    else {
      const { signal } = call;
      // Without joining, a request ends with the keystroke after its own.
      const ask = asking(paramsFor(spec, { ...place, before }, 24), options.join ? undefined : signal);
      void answers.whileTyping(at, ask, options.pause, signal).then((found) => {
        if (!found || signal.aborted) return;
        if (found.typed > 0) counts.joined++;
        else counts.anew++;
      });
    }
    await sleep(options.interval - EDITOR_MS);
  }
  call.abort();
  answers.clear();
  await sleep(200);
  listener.dispose();
  return { keystrokes: place.typed.length, ...counts };
}

/** What a completion evaluates after one typed character, where the cursor came from elsewhere. */
export async function afterMove(
  connection: MessageConnection,
  spec: ModelSpec,
  from: Place,
  to: Place & { readonly typed: string },
  warms: boolean,
): Promise<{ readonly evaluated: number; readonly promptTokens: number; readonly firstTokenMs: number }> {
  await connection.sendRequest(CompleteRequest, paramsFor(spec, from, 1));
  if (warms) await connection.sendRequest(WarmRequest, paramsFor(spec, to, 8));
  const typed = { before: to.before + to.typed, after: to.after };
  const { stats } = await connection.sendRequest(CompleteRequest, paramsFor(spec, typed, 8));
  const { evaluated, promptTokens, firstTokenMs } = stats;
  return { evaluated, promptTokens, firstTokenMs };
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
