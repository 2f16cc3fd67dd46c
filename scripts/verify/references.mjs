/** The implementations that ours is held against. Each is a function from a text to token ids. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../lib/paths.mjs';
import { peersFolder } from '../../test/bench/peers/setup.mjs';

/** tiktoken's WebAssembly traps on longer runs without a split, and takes quadratic time before that. */
const TIKTOKEN_RUN = 4000;

/** tiktoken's `encode_ordinary`. */
export async function tiktokenReference(name) {
  const { Tiktoken } = await import('tiktoken');
  const file = `${name === 'o200k_harmony' ? 'o200k_base' : name}.json`;
  const encoder = path.join(root, 'node_modules', 'tiktoken', 'encoders', file);
  const { bpe_ranks, special_tokens, pat_str } = JSON.parse(readFileSync(encoder, 'utf8'));
  const tiktoken = new Tiktoken(bpe_ranks, special_tokens, pat_str);
  return { encode: (text) => tiktoken.encode_ordinary(text), longestRun: TIKTOKEN_RUN };
}

/** Hugging Face's tokenizers in Rust, which `npm ci` in test/bench/peers installs. */
export async function nativeReference(file) {
  const { Tokenizer } = createRequire(path.join(peersFolder, 'package.json'))('tokenizers');
  const tokenizer = Tokenizer.fromString(JSON.stringify(withoutSpecialText(readJson(file))));
  const options = { addSpecialTokens: false };
  return {
    encode: async (text) => (await tokenizer.encode(text, null, options)).getIds(),
    longestRun: Infinity,
  };
}

/** Hugging Face's tokenizers in JavaScript. */
export async function javaScriptReference(file) {
  const { Tokenizer } = await import('@huggingface/tokenizers');
  const tokenizer = new Tokenizer(withoutSpecialText(readJson(file)), {});
  const options = { add_special_tokens: false };
  return { encode: (text) => tokenizer.encode(text, options).ids, longestRun: Infinity };
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/**
 * The tokenizer.json with other names for its special tokens, which no text has: by default ours takes the text of
 * a special token for text, and neither package can be told to (in Rust, `encode_special_tokens` does it). To leave
 * the tokens out would give the other added tokens other ids.
 */
function withoutSpecialText(json) {
  const names = new Map();
  for (const token of json.added_tokens ?? []) {
    if (token.special) names.set(token.content, `\u{10fffe}${names.size}\u{10fffe}`);
  }
  const renamed = (name) => names.get(name) ?? name;
  const vocab = Array.isArray(json.model.vocab)
    ? json.model.vocab.map(([name, score]) => [renamed(name), score])
    : Object.fromEntries(Object.entries(json.model.vocab).map(([name, id]) => [renamed(name), id]));
  const model = { ...json.model, vocab };
  if (typeof model.unk_token === 'string') model.unk_token = renamed(model.unk_token);
  return {
    ...json,
    model,
    added_tokens: (json.added_tokens ?? []).map((token) => ({ ...token, content: renamed(token.content) })),
    post_processor: null,
  };
}
