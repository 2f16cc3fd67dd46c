import { getSetting } from '../config/configuration';

/** The name or path of the tokenizer that the settings choose. */
export function chosenTokenizer(): string {
  const choice = getSetting('tokens.tokenizer');
  return choice === 'file' ? getSetting('tokens.tokenizerFile') : choice;
}
