import { BpeTokenizer } from '../../bpe/bpeTokenizer';
import { Vocabulary } from '../../bpe/vocabulary';
import { packTokens } from '../../bpe/vocabularyFormat';
import { byteLevelScanner } from '../../tokenizerJson/preTokenizer';
import { isJsonObject, type TokenizerFormat } from './format';

/** Mistral's tekken.json: tokens in the order of their ranks; ids of special tokens come before all others. */
export const TEKKEN: TokenizerFormat = {
  fileNames: ['tekken.json'],
  matches: (start) => isJsonObject(start) && /"(default_num_special_tokens|token_bytes)"/.test(decode(start)),
  open(file, { name, displayName, source }) {
    const digested = file.read(0, file.size);
    const { pattern, tokens, specialTokens, reserved } = readTekken(digested);
    const split = {
      type: 'Split',
      pattern: { Regex: pattern },
      behavior: 'Isolated',
      invert: false,
    } as const;
    const tokenizer = new BpeTokenizer({
      name,
      displayName,
      source,
      exact: true,
      vocabulary: new Vocabulary(
        packTokens(tokens, { ids: Uint32Array.from(tokens, (_, rank) => rank + reserved) }),
      ),
      createScanner: byteLevelScanner(split),
      specialTokens,
    });
    return Promise.resolve({ tokenizer, digested });
  },
};

interface Tekken {
  readonly pattern: string;
  /** By rank. */
  readonly tokens: readonly Uint8Array[];
  readonly specialTokens: Readonly<Record<string, number>>;
  /** Ids that are kept for special tokens. */
  readonly reserved: number;
}

function readTekken(bytes: Uint8Array): Tekken {
  const file = objectOf(parse(bytes));
  const config = objectOf(file['config']);
  const reserved = Number(config['default_num_special_tokens']);
  const size = Number(config['default_vocab_size']) - reserved;
  const pattern = config['pattern'];
  if (typeof pattern !== 'string' || !(reserved >= 0) || !(size > 0))
    throw wrong('its config is not complete');
  const tokens = listed(file['vocab']) ?? packed(file['bpe_ranks']) ?? [];
  if (tokens.length < size) throw wrong(`it has ${tokens.length} of ${size} tokens`);
  return { pattern, reserved, tokens: tokens.slice(0, size), specialTokens: special(file['special_tokens']) };
}

/** Mistral's own: [{ rank, token_bytes, … }], in the order of ranks. */
function listed(vocab: unknown): Uint8Array[] | undefined {
  if (!Array.isArray(vocab)) return undefined;
  return vocab.map((entry: unknown, rank) => {
    const { rank: given, token_bytes: token } = objectOf(entry);
    if (given !== rank || typeof token !== 'string') throw wrong(`its token ${rank} is not as it should be`);
    return fromBase64(token);
  });
}

/** As packages have it: lines of "! FIRST_RANK TOKEN TOKEN…". */
function packed(ranks: unknown): Uint8Array[] | undefined {
  if (typeof ranks !== 'string') return undefined;
  const tokens: Uint8Array[] = [];
  for (const line of ranks.split('\n')) {
    const [, first, ...encoded] = line.split(' ');
    if (Number(first) !== tokens.length) throw wrong('its ranks have a gap');
    for (const token of encoded) tokens.push(fromBase64(token));
  }
  return tokens;
}

function special(list: unknown): Record<string, number> {
  const ids: Record<string, number> = {};
  if (!Array.isArray(list)) return ids;
  for (const entry of list) {
    const { rank, token_str: text } = objectOf(entry);
    if (typeof text === 'string' && typeof rank === 'number') ids[text] = rank;
  }
  return ids;
}

function fromBase64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    throw wrong('a token of it is no base64');
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw wrong('a part of it is missing');
  return value as Readonly<Record<string, unknown>>;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decode(bytes)) as unknown;
  } catch {
    throw wrong('it may be cut short');
  }
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function wrong(what: string): Error {
  return new Error(`The file is no whole tekken.json: ${what}.`);
}
