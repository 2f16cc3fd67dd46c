/**
 * The other libraries, by name: each opens an encoding and gives `{ count, encode }`, or undefined where it has
 * none of that name. Texts must not spell special tokens: not all can be told to take them for text. A library without a call that counts
 * encodes.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/lib/paths.mjs';
import { fetchTokenizers } from '../../../scripts/setup/tokenizers.mjs';

/** The tokenizer.json with the ranks of an encoding. */
const FILES = { o200k_base: 'gptoss', qwen2_5: 'qwen2_5' };

export const PEERS = {
  tiktoken: async (encoding) => {
    const { get_encoding } = await import('tiktoken');
    const { pat_str } = ranksOf(encoding) ?? {};
    if (pat_str === undefined) return undefined;
    const tiktoken = get_encoding(encoding);
    return fromEncode((text) => tiktoken.encode_ordinary(text));
  },
  '@microsoft/tiktokenizer': async (encoding) => {
    const ranks = ranksOf(encoding);
    if (!ranks) return undefined;
    const { createTokenizer, getRegexByEncoder } = (await import('@microsoft/tiktokenizer')).default;
    const tokenizer = createTokenizer(tokenMap(ranks.bpe_ranks), new Map(), getRegexByEncoder(encoding));
    return fromEncode((text) => tokenizer.encode(text));
  },
  'gpt-tokenizer': async (encoding) => {
    if (!ranksOf(encoding)) return undefined;
    const { countTokens, encode } = await import(`gpt-tokenizer/encoding/${encoding}`);
    const options = { disallowedSpecial: new Set() };
    return { count: (text) => countTokens(text, options), encode: (text) => encode(text, options) };
  },
  'ai-tokenizer': async (encoding) => {
    if (!ranksOf(encoding)) return undefined;
    const { Tokenizer } = await import('ai-tokenizer');
    const tokenizer = new Tokenizer(await import(`ai-tokenizer/encoding/${encoding}`));
    return { count: (text) => tokenizer.count(text), encode: (text) => tokenizer.encode(text) };
  },
  'js-tiktoken': async (encoding) => {
    if (!ranksOf(encoding)) return undefined;
    const { Tiktoken } = await import('js-tiktoken/lite');
    const { default: ranks } = await import(`js-tiktoken/ranks/${encoding}`);
    const tokenizer = new Tiktoken(ranks);
    return fromEncode((text) => tokenizer.encode(text, [], []));
  },
  kitoken: async (encoding) => {
    const file = await tokenizerFile(encoding);
    if (!file) return undefined;
    const { Kitoken } = await import('kitoken/node');
    const tokenizer = new Kitoken(readFileSync(file));
    return fromEncode((text) => tokenizer.encode(text, false));
  },
  tokenizers: async (encoding) => {
    const file = await tokenizerFile(encoding);
    if (!file) return undefined;
    const { Tokenizer } = (await import('tokenizers')).default;
    const tokenizer = Tokenizer.fromFile(file);
    const options = { addSpecialTokens: false };
    return fromEncode(async (text) => (await tokenizer.encode(text, null, options)).getIds());
  },
};

function fromEncode(encode) {
  return { encode, count: (text) => lengthOf(encode(text)) };
}

/** Most encode at once; Hugging Face's answers later. */
function lengthOf(ids) {
  return ids instanceof Promise ? ids.then(({ length }) => length) : ids.length;
}

/** What tiktoken's package has of an encoding. */
function ranksOf(encoding) {
  if (!/^[opcr]\w+_base$/.test(encoding)) return undefined;
  const file = path.join(root, 'node_modules', 'tiktoken', 'encoders', `${encoding}.json`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

function tokenMap(lines) {
  const tokens = new Map();
  for (const line of lines.split('\n')) {
    const [, first, ...encoded] = line.split(' ');
    encoded.forEach((token, i) =>
      tokens.set(Uint8Array.from(Buffer.from(token, 'base64')), Number(first) + i),
    );
  }
  return tokens;
}

async function tokenizerFile(encoding) {
  const name = FILES[encoding];
  return name === undefined ? undefined : (await fetchTokenizers([name]))[name];
}
