import type { LoadedModel } from '../../sidecar/protocol';
import { getSetting } from '../config/configuration';

/** Prompt budgets that keep the first token quick, in tokens of the model. */
const PROMPT_TOKENS_CPU = 512;
const PROMPT_TOKENS_GPU = 2048;

/** Tokens that a prompt may have: the setting, or by where the model runs. */
export function promptBudget(model: LoadedModel | undefined): number {
  const budget = getSetting('completion.maxPromptTokens');
  if (budget > 0) return budget;
  return (model?.backend ?? 'CPU') === 'CPU' ? PROMPT_TOKENS_CPU : PROMPT_TOKENS_GPU;
}
