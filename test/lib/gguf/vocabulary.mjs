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

/** Roughly the words that Qwen's pre-tokenizer gives; an odd cut only makes a merge that is never used. */
const WORDS = /[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+/gu;

/** Token types of GGUF. */
const NORMAL = 1;
const CONTROL = 3;

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
  const tokens = [...STAND_INS];
  const merges = [];
  while (merges.length < options.merges) {
    const best = mostFrequentPair(words);
    if (!best) break;
    merges.push(best.join(' '));
    if (!tokens.includes(best.join(''))) tokens.push(best.join(''));
    for (const word of words) word.symbols = merge(word.symbols, best);
  }
  const types = [...tokens.map(() => NORMAL), ...options.control.map(() => CONTROL)];
  return { tokens: [...tokens, ...options.control], types, merges };
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
