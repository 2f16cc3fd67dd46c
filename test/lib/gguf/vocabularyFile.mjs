/** GGUF files of a vocabulary alone, which llama.cpp opens without weights. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/lib/paths.mjs';
import { CONTROL_TOKENS, trainVocabulary } from './vocabulary.mjs';
import { writeGguf } from './writer.mjs';

/**
 * Writes a byte-level vocabulary of about 900 tokens that names `pre` as its pre-tokenizer.
 *
 * @param {string} file
 * @param {string} pre
 */
export function writeByteLevelVocabulary(file, pre) {
  const text = readFileSync(path.join(root, 'test', 'fixtures', 'models', 'training.txt'), 'utf8');
  const { tokens, types, merges } = trainVocabulary(text, { merges: 600, control: CONTROL_TOKENS });
  writeVocabulary(file, 'gpt2', { tokens, types, merges, pre });
}

/**
 * @param {string} file
 * @param {string} model tokenizer.ggml.model
 * @param {{ tokens: string[], types: number[], merges?: string[], scores?: number[], pre?: string,
 *   extra?: [string, string | [string], unknown][] }} vocabulary
 */
export function writeVocabulary(file, model, { tokens, types, merges, scores, pre, extra = [] }) {
  const ids = Object.fromEntries(['bos', 'eos'].map((name) => [name, types.indexOf(CONTROL)]));
  writeGguf(
    file,
    [
      ['general.architecture', 'string', 'llama'],
      ['general.name', 'string', 'Tokoscope vocabulary'],
      ['tokenizer.ggml.model', 'string', model],
      ...(pre === undefined ? [] : [['tokenizer.ggml.pre', 'string', pre]]),
      ['tokenizer.ggml.tokens', ['string'], tokens],
      ['tokenizer.ggml.token_type', ['i32'], types],
      ...(merges ? [['tokenizer.ggml.merges', ['string'], merges]] : []),
      ...(scores ? [['tokenizer.ggml.scores', ['f32'], scores]] : []),
      ['tokenizer.ggml.bos_token_id', 'u32', Math.max(0, ids.bos)],
      ['tokenizer.ggml.eos_token_id', 'u32', Math.max(0, ids.eos)],
      ['tokenizer.ggml.add_bos_token', 'bool', false],
      ...extra,
    ],
    [],
  );
}

const CONTROL = 3;
