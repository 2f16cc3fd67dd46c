import { biasGauge } from '../boundary/biasGauge';
import { spellsText } from '../boundary/roundTrip';
import type { Prompt } from '../fim/index';
import type { BiasParams, BiasResult } from '../protocol';
import type { CompletionModel } from './complete';
import { promptFor } from './promptFor';

/** Tokens of the context that are left for rows which are longer than the prompt's own. */
const ROOM = 64;

/**
 * How far the tokens before a cursor mislead the model about the next byte, in the prompt that a completion there
 * would have.
 *
 * @throws SidecarError (badRequest) when there is no room for the prompt
 */
export async function bias(
  model: CompletionModel,
  params: BiasParams,
  signal: AbortSignal,
): Promise<BiasResult> {
  const { engine, info } = model;
  const { maxPromptTokens } = params;
  const room = engine.contextSize - ROOM;
  const prompt = await promptFor(model, params, maxPromptTokens > 0 ? Math.min(maxPromptTokens, room) : room);
  const reason = whyNot(model, prompt);
  if (reason !== undefined) return { reason, model: info };
  const { tokens, tailTokens } = prompt;
  const gauge = await biasGauge({ engine, tokens, tailTokens, signal });
  return gauge ? { gauge, model: info } : { reason: NO_CUT, model: info };
}

const NO_CUT =
  'The text before the cursor is not tokenized by itself as it is in the prompt, so other tokens can’t be weighed: try another place.';

/** What is missing for the question to make sense, in one sentence. */
function whyNot({ engine }: CompletionModel, prompt: Prompt): string | undefined {
  const { tokens, tailText, tailTokens } = prompt;
  if (!spellsText({ engine, tokens, tailText, tailTokens }))
    return 'The model’s tokenizer does not give back the text before the cursor: choose a model whose tokenizer keeps every character.';
  if (tailTokens === 0)
    return 'No tokens that could be other ones stand before the cursor: put it behind some text of its line.';
  if (tokens.length < 2)
    return 'A single token stands before the cursor, too little to weigh others: put the cursor behind some more text.';
  return undefined;
}
