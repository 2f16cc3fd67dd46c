/** A byte-level BPE vocabulary, trained here and now on a small text. */

/** The characters that stand for the bytes 0 to 255 in such a vocabulary (GPT-2's table). */
export const STAND_INS = (() => {
  const printable = (byte) => (byte > 32 && byte < 127) || (byte > 160 && byte !== 173);
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(printable(byte) ? byte : next++));
})();

/** Qwen's names, so that the model is taken for one of that family. */
export const CONTROL_TOKENS = [
  '<|endoftext|>',
  '<|im_start|>',
  '<|im_end|>',
  '<|fim_prefix|>',
  '<|fim_middle|>',
  '<|fim_suffix|>',
  '<|fim_pad|>',
  '<|repo_name|>',
  '<|file_sep|>',
];

/** CodeLlama's. */
export const PIECE_CONTROL_TOKENS = ['<s>', '</s>', '▁<PRE>', '▁<SUF>', '▁<MID>', '▁<EOT>'];

/** Roughly the words that Qwen's pre-tokenizer gives; an odd cut only makes a merge that is never used. */
const WORDS = /[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+/gu;

/** Token types of GGUF. */
const NORMAL = 1;
const UNKNOWN = 2;
const CONTROL = 3;
const BYTE = 6;

/**
 * @param {string} text
 * @param {{ merges: number, control: string[] }} options
 * @returns {{ tokens: string[], types: number[], merges: string[] }}
 */
export function trainVocabulary(text, options) {
  const counts = new Map();
  for (const [word] of text.matchAll(WORDS)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const words = [...counts].map(([word, count]) => ({
    symbols: Array.from(Buffer.from(word, 'utf8'), (byte) => STAND_INS[byte]),
    count,
  }));
  const merges = learnMerges(words, options.merges);
  const tokens = [...new Set([...STAND_INS, ...merges.map((pair) => pair.replace(' ', ''))])];
  const types = [...tokens.map(() => NORMAL), ...options.control.map(() => CONTROL)];
  return { tokens: [...tokens, ...options.control], types, merges };
}

/**
 * A vocabulary as SentencePiece has them: characters and pieces with U+2581 for the space, a score for each, and a
 * token for each byte, for what is not in it.
 *
 * @param {string} text
 * @param {{ merges: number, control: string[] }} options
 * @returns {{ tokens: string[], types: number[], scores: number[] }}
 */
export function trainPieces(text, options) {
  const counts = new Map();
  for (const [word] of text.replaceAll(' ', '\u2581').matchAll(/\u2581*[^\u2581\n]+/gu)) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const words = [...counts].map(([word, count]) => ({ symbols: Array.from(word), count }));
  const characters = [...new Set(words.flatMap(({ symbols }) => symbols))];
  const merges = learnMerges(words, options.merges);
  const bytes = Array.from(
    { length: 256 },
    (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`,
  );
  const entries = [
    ['<unk>', UNKNOWN],
    ...bytes.map((token) => [token, BYTE]),
    ...merges.map((pair) => [pair.replace(' ', ''), NORMAL]),
    ...characters.map((token) => [token, NORMAL]),
    ...options.control.map((token) => [token, CONTROL]),
  ].filter(([token], at, all) => all.findIndex(([other]) => other === token) === at);
  return {
    tokens: entries.map(([token]) => token),
    types: entries.map(([, type]) => type),
    // The best score wins when two merges are possible: the pieces learnt first.
    scores: entries.map((_, at) => -at),
  };
}

/** @returns {string[]} the pairs, as "left right", the most frequent first */
function learnMerges(words, most) {
  const merges = [];
  while (merges.length < most) {
    const best = mostFrequentPair(words);
    if (!best) break;
    merges.push(best.join(' '));
    for (const word of words) word.symbols = merge(word.symbols, best);
  }
  return merges;
}

/** The pair that occurs most; of several, the first in text order, so that the result is always the same. */
function mostFrequentPair(words) {
  const counts = new Map();
  for (const { symbols, count } of words) {
    for (let i = 1; i < symbols.length; i++) {
      const key = `${symbols[i - 1]} ${symbols[i]}`;
      counts.set(key, (counts.get(key) ?? 0) + count);
    }
  }
  let best;
  for (const [key, count] of counts) if (!best || count > best.count) best = { key, count };
  return best?.key.split(' ');
}

function merge(symbols, [left, right]) {
  const merged = [];
  for (let i = 0; i < symbols.length; i++) {
    const hit = symbols[i] === left && symbols[i + 1] === right;
    merged.push(hit ? left + right : symbols[i]);
    if (hit) i++;
  }
  return merged;
}
