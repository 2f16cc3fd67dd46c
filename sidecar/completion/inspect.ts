import type { TokenId, Vocabulary } from '../engine/engine';
import { sharedTokens } from '../engine/sharedTokens';
import { spellingOf, type Segment } from '../fim/index';
import type { CompleteParams, InspectResult, PromptCut, PromptSegment, PromptToken } from '../protocol';
import type { CompletionModel } from './complete';
import { budgetFor } from './budget';
import { promptFor } from './promptFor';

/** The prompt that a completion would have now, by where its tokens come from. Nothing is evaluated or remembered. */
export async function inspect(model: CompletionModel, params: CompleteParams): Promise<InspectResult> {
  const { vocabulary, cached } = model.engine;
  const budget = budgetFor(model, params);
  const prompt = await promptFor(model, params, budget, (packer, request) => packer.preview(request));
  const reusedTokens = reusable(prompt.tokens, cached);
  let at = 0;
  const segments = prompt.segments.map((segment): PromptSegment => {
    const { origin, path, line, heading = 0 } = segment;
    // A character that several tokens make up is the text of the last of them.
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    const tokens = segment.tokens.map((id) => token(id, vocabulary, decoder, at++ < reusedTokens));
    return {
      origin,
      tokens,
      ...(path === undefined ? {} : { path }),
      ...(line === undefined ? {} : { line }),
      ...(heading === 0 ? {} : { heading }),
    };
  });
  const cuts = [...fileCuts(params, prompt, prompt.segments), ...prompt.cuts];
  const { family } = model.format;
  const promptTokens = prompt.tokens.length;
  return { segments, cuts, promptTokens, reusedTokens, budget, family, model: model.info };
}

/** The last token is evaluated in any case: the answer goes on from it. */
function reusable(tokens: readonly TokenId[], cached: readonly TokenId[]): number {
  return Math.max(0, Math.min(sharedTokens(tokens, cached), tokens.length - 1));
}

function token(id: TokenId, vocabulary: Vocabulary, decoder: TextDecoder, reused: boolean): PromptToken {
  const bytes = vocabulary.tokenBytes(id);
  const text =
    bytes.length > 0 ? decoder.decode(bytes, { stream: true }) : (spellingOf(vocabulary, id) ?? '');
  return { id, text, reused };
}

/** What of the file itself is not in the prompt. */
function fileCuts(
  { prefixComplete, suffixComplete }: CompleteParams,
  { cutPrefix, cutSuffix }: { readonly cutPrefix: boolean; readonly cutSuffix: boolean },
  segments: readonly Segment[],
): PromptCut[] {
  const cuts: PromptCut[] = [];
  if (cutPrefix) {
    const outlined = segments.some(({ origin }) => origin === 'outline');
    const place = prefixComplete
      ? 'There was no room for the text further up'
      : 'Text further up is not sent';
    cuts.push({
      origin: 'before',
      tokens: 0,
      reason: outlined ? `${place}: its outline stands for it.` : `${place}.`,
    });
  }
  if (cutSuffix)
    cuts.push({ origin: 'after', tokens: 0, reason: 'There was no room for the text further down.' });
  else if (!suffixComplete)
    cuts.push({ origin: 'after', tokens: 0, reason: 'Text further down is not sent.' });
  return cuts;
}
