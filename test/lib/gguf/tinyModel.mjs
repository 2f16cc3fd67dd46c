/**
 * Small random models in GGUF files, for tests that need a real model and not a good one.
 *
 * Architecture qwen2, F32 weights, a byte-level vocabulary of about 660 tokens, always the same for the same
 * options. What they write is nonsense, yet printable ASCII, and it never ends by itself.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/lib/paths.mjs';
import {
  CONTROL_TOKENS,
  PIECE_CONTROL_TOKENS,
  STAND_INS,
  trainPieces,
  trainVocabulary,
} from './vocabulary.mjs';
import { writeGguf } from './writer.mjs';

/** tiny: 1 MB, loads in an instant; mid: 80 MB, slow enough to be interrupted. */
const SIZES = {
  tiny: { hidden: 64, layers: 2, heads: 4, kvHeads: 2, feedForward: 128 },
  mid: { hidden: 512, layers: 6, heads: 8, kvHeads: 8, feedForward: 1408 },
};

const MASK = '<|mask|>';

const DEFAULTS = {
  size: 'tiny',
  seed: 1,
  contextLength: 8192,
  tokenizer: 'gpt2',
  merges: 400,
  fim: true,
  newlines: false,
  mask: 'none',
};

/**
 * @typedef {object} TinyModelOptions
 * @property {'tiny' | 'mid'} [size]
 * @property {number} [seed] of the weights
 * @property {number} [contextLength]
 * @property {'gpt2' | 'llama'} [tokenizer] byte-level, or SentencePiece (with CodeLlama's control tokens)
 * @property {number} [merges] of the vocabulary
 * @property {boolean} [fim] with control tokens for filling in the middle (default), else prefix only
 * @property {boolean} [newlines] whether the model may write line breaks (default: it does not)
 * @property {'none' | 'silent' | 'loud'} [mask] with a control token `<|mask|>` that it never writes, or often; byte-level
 *   only (default: none)
 */

/**
 * Writes a model to `file`.
 *
 * @param {string} file
 * @param {TinyModelOptions} [options]
 */
export function writeTinyModel(file, options = {}) {
  const settings = { ...DEFAULTS, ...options };
  const text = readFileSync(path.join(root, 'test', 'fixtures', 'models', 'training.txt'), 'utf8');
  const vocabulary = vocabularyFor(settings, text);
  writeGguf(file, pairs(settings, vocabulary), tensors(settings, vocabulary));
}

/**
 * The path of such a model, written on first use and kept under node_modules/.cache.
 *
 * @param {TinyModelOptions} [options]
 * @returns {string}
 */
export function tinyModel(options = {}) {
  const settings = { ...DEFAULTS, ...options };
  const sources = ['tinyModel.mjs', 'vocabulary.mjs', 'writer.mjs', '../../fixtures/models/training.txt'];
  const hash = createHash('sha256').update(JSON.stringify(settings));
  for (const source of sources) hash.update(readFileSync(path.join(import.meta.dirname, source)));
  const folder = path.join(root, 'node_modules', '.cache', 'tokoscope', 'models');
  const file = path.join(folder, `${settings.size}-${hash.digest('hex').slice(0, 12)}.gguf`);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const part = `${file}.${process.pid}.part`;
    writeTinyModel(part, settings);
    renameSync(part, file);
  }
  return file;
}

function vocabularyFor({ tokenizer, merges, fim, mask }, text) {
  const isWanted = (name) => fim || !/fim|PRE|SUF|MID/.test(name);
  const masks = mask === 'none' ? [] : [MASK];
  return tokenizer === 'gpt2'
    ? trainVocabulary(text, { merges, control: [...CONTROL_TOKENS.filter(isWanted), ...masks] })
    : trainPieces(text, { merges, control: PIECE_CONTROL_TOKENS.filter(isWanted) });
}

function pairs(settings, vocabulary) {
  const size = SIZES[settings.size];
  return [
    ['general.architecture', 'string', 'qwen2'],
    ['general.name', 'string', `Tokoscope ${settings.size}`],
    ['general.file_type', 'u32', 0],
    ['qwen2.context_length', 'u32', settings.contextLength],
    ['qwen2.embedding_length', 'u32', size.hidden],
    ['qwen2.block_count', 'u32', size.layers],
    ['qwen2.feed_forward_length', 'u32', size.feedForward],
    ['qwen2.attention.head_count', 'u32', size.heads],
    ['qwen2.attention.head_count_kv', 'u32', size.kvHeads],
    ['qwen2.attention.layer_norm_rms_epsilon', 'f32', 1e-6],
    ['qwen2.rope.freq_base', 'f32', 10_000],
    ...(settings.tokenizer === 'gpt2' ? byteLevelPairs(settings, vocabulary) : piecePairs(vocabulary)),
  ];
}

function byteLevelPairs(settings, { tokens, types, merges }) {
  const id = (token) => tokens.indexOf(token);
  const fim = [
    ['tokenizer.ggml.fim_pre_token_id', 'u32', id('<|fim_prefix|>')],
    ['tokenizer.ggml.fim_suf_token_id', 'u32', id('<|fim_suffix|>')],
    ['tokenizer.ggml.fim_mid_token_id', 'u32', id('<|fim_middle|>')],
  ];
  return [
    ['tokenizer.ggml.model', 'string', 'gpt2'],
    ['tokenizer.ggml.pre', 'string', 'qwen2'],
    ['tokenizer.ggml.tokens', ['string'], tokens],
    ['tokenizer.ggml.token_type', ['i32'], types],
    ['tokenizer.ggml.merges', ['string'], merges],
    ['tokenizer.ggml.bos_token_id', 'u32', id('<|endoftext|>')],
    ['tokenizer.ggml.eos_token_id', 'u32', id('<|endoftext|>')],
    ['tokenizer.ggml.padding_token_id', 'u32', id('<|endoftext|>')],
    ['tokenizer.ggml.add_bos_token', 'bool', false],
    ...(settings.fim ? fim : []),
  ];
}

function piecePairs({ tokens, types, scores }) {
  return [
    ['tokenizer.ggml.model', 'string', 'llama'],
    ['tokenizer.ggml.tokens', ['string'], tokens],
    ['tokenizer.ggml.token_type', ['i32'], types],
    ['tokenizer.ggml.scores', ['f32'], scores],
    ['tokenizer.ggml.bos_token_id', 'u32', tokens.indexOf('<s>')],
    ['tokenizer.ggml.eos_token_id', 'u32', tokens.indexOf('</s>')],
    ['tokenizer.ggml.unknown_token_id', 'u32', 0],
    ['tokenizer.ggml.add_bos_token', 'bool', true],
    ['tokenizer.ggml.add_space_prefix', 'bool', true],
  ];
}

function tensors(settings, { tokens, types }) {
  const { hidden, layers, heads, kvHeads, feedForward } = SIZES[settings.size];
  const kv = (hidden / heads) * kvHeads;
  const normal = gaussian(settings.seed);
  const ones = () => 1;
  const weights = (scale) => () => normal() * scale;
  // Large enough against the residual stream that what the model attends to changes what it writes.
  const inner = 1.5 / Math.sqrt(hidden);
  const spoken = tokens.map((token, id) => types[id] === 1 && isSpoken(token, settings));
  const loud = settings.mask === 'loud' ? tokens.indexOf(MASK) : -1;
  const list = [
    { name: 'token_embd.weight', shape: [hidden, tokens.length], fill: weights(1) },
    { name: 'output_norm.weight', shape: [hidden], fill: ones },
    {
      name: 'output.weight',
      shape: [hidden, tokens.length],
      // A row of zeros gives the logit 0, which some other token always beats.
      fill: (index) => {
        const row = Math.floor(index / hidden);
        // In about every other place that row's logit is the highest.
        return row === loud ? normal() * 4 : spoken[row] ? normal() * 0.5 : 0;
      },
    },
  ];
  for (let layer = 0; layer < layers; layer++) {
    const add = (name, shape, fill) => list.push({ name: `blk.${layer}.${name}`, shape, fill });
    add('attn_norm.weight', [hidden], ones);
    add('attn_q.weight', [hidden, hidden], weights(inner));
    add('attn_q.bias', [hidden], weights(0.1));
    add('attn_k.weight', [hidden, kv], weights(inner));
    add('attn_k.bias', [kv], weights(0.1));
    add('attn_v.weight', [hidden, kv], weights(inner));
    add('attn_v.bias', [kv], weights(0.1));
    add('attn_output.weight', [hidden, hidden], weights(inner));
    add('ffn_norm.weight', [hidden], ones);
    add('ffn_gate.weight', [hidden, feedForward], weights(inner));
    add('ffn_up.weight', [hidden, feedForward], weights(inner));
    add('ffn_down.weight', [feedForward, hidden], weights(1.5 / Math.sqrt(feedForward)));
  }
  return list;
}

/** Printable ASCII, and line breaks where wanted. */
function isSpoken(token, { tokenizer, newlines }) {
  return Array.from(token).every((character) => {
    const byte = tokenizer === 'gpt2' ? STAND_INS.indexOf(character) : pieceByte(character);
    return (byte >= 32 && byte < 127) || (newlines && byte === 10);
  });
}

const pieceByte = (character) => (character === '\u2581' ? 32 : character.codePointAt(0));

/** Near-normal random numbers (the sum of three uniform ones) from a linear congruential generator. */
function gaussian(seed) {
  let state = seed >>> 0;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return () => (uniform() + uniform() + uniform() - 1.5) * 2;
}
