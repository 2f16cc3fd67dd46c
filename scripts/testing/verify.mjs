import { runPatiently } from './command.mjs';
import { emptyOutcome, failure } from './outcome.mjs';

/** Tokenizers of each kind; all of them, on more text, are `npm run verify:tokens`'s. */
const TOKENIZERS =
  'o200k_base,o200k_harmony,cl100k_base,p50k_base,p50k_edit,r50k_base,qwen2_5,llama3,deepseek_v3,gemma3,llama2';
const FOLDERS = ['language-tokenizers', 'test/fixtures', 'docs'];

/** Compares ids with the references' on some of this repository's own files, one test for each tokenizer. */
export async function runVerification() {
  const options = ['--tokenizers', TOKENIZERS, '--sample', '0.4', '--reference', 'js', '--no-hostile'];
  const code = await runPatiently('scripts/verify-tokens.mjs', [...options, ...FOLDERS]);
  if (code !== 0) return failure(`verify: ended with ${code}; its output is above`);
  return { ...emptyOutcome(), passed: TOKENIZERS.split(',').length };
}
