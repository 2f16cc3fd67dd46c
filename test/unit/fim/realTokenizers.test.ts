import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CompletionModel } from '../../../sidecar/completion/complete';
import { inspect } from '../../../sidecar/completion/inspect';
import type { Vocabulary } from '../../../sidecar/engine/engine';
import { FAMILIES } from '../../../sidecar/fim/registry';
import { locateModel } from '../../../sidecar/models/locate';
import {
  DEFAULT_MODEL,
  type CompleteParams,
  type ContextItem,
  type InspectResult,
} from '../../../sidecar/protocol';
import { tokenizerPath } from '../../../scripts/setup/tokenizers.mjs';
import { realVocabularies } from '../../lib/gguf/realVocabularies.mjs';
import { paramsOf } from '../sidecar/lib/sidecar';
import { GOLDENS } from './lib/goldens';
import { modelWith, openGgufVocabulary, openJsonVocabulary, WithMarkers } from './lib/realModels';

type Gguf = keyof ReturnType<typeof realVocabularies>;

interface Tried {
  readonly family: string;
  /** What is tried, and how far it is the family's own. */
  readonly tokenizer: string;
  readonly architecture: string;
  readonly name?: string;
  /** False where its file is not in the cache folder. */
  readonly isThere?: boolean;
  readonly open: () => Vocabulary | Promise<Vocabulary>;
  /** What the tokenizer itself makes of a text before it is cut into tokens; the text as it is, if absent. */
  readonly seen?: (text: string) => string;
}

/** Of a package that `npm run verify:tokens` fetches. */
const packaged = (name: 'qwen2_5' | 'deepseek_v3' | 'tekken') => ({
  isThere: existsSync(tokenizerPath(name)),
  open: () => openJsonVocabulary(tokenizerPath(name)),
});
const gguf = (name: Gguf) => () => openGgufVocabulary(realVocabularies()[name]);
/** All that a family's format spells, as control tokens of their own. */
const marked = (family: string): readonly string[] => {
  const { pieces, stops, files } = FAMILIES.find(({ name }) => name === family)!;
  const spelled = [...pieces, ...(files ? [...files.begin, ...files.file, ...files.current] : [])];
  const markers = spelled.flatMap((piece) => (typeof piece === 'string' ? [] : [piece[0]]));
  return [...new Set([...markers, ...stops])];
};

/** Families with their own tokenizer, text and markers. */
const OWN: readonly Tried[] = [
  {
    family: 'qwen',
    tokenizer: "Qwen2.5's own",
    architecture: 'qwen2',
    ...packaged('qwen2_5'),
    seen: (text) => text.normalize('NFC'),
  },
  {
    family: 'tokoscope',
    tokenizer: 'its own',
    architecture: 'qwen3',
    name: 'Tokoscope Code 5M',
    open: () => openGgufVocabulary(locateModel(DEFAULT_MODEL).path),
  },
  { family: 'starcoder', tokenizer: "StarCoder2's own", architecture: 'starcoder2', open: gguf('starcoder') },
  {
    family: 'granite',
    tokenizer: "StarCoder's, which Granite has",
    architecture: 'llama',
    open: gguf('refact'),
  },
  {
    family: 'mellum',
    tokenizer: "StarCoder's, which Mellum has",
    architecture: 'llama',
    name: 'Mellum 4b base',
    open: gguf('refact'),
  },
  {
    family: 'deepseek',
    tokenizer: "DeepSeek-Coder's own",
    architecture: 'llama',
    open: gguf('deepseek-coder'),
  },
  {
    family: 'deepseek',
    tokenizer: "DeepSeek-V3's own",
    architecture: 'deepseek2',
    ...packaged('deepseek_v3'),
  },
];

/** Families whose text has its own tokens, to which the markers were added here. */
const tekken = packaged('tekken');
const TEXT: readonly Tried[] = [
  {
    family: 'codestral',
    tokenizer: "Mistral's Tekken, the markers added",
    architecture: 'llama',
    isThere: tekken.isThere,
    open: async () => new WithMarkers(await tekken.open(), marked('codestral')),
  },
  {
    family: 'codellama',
    tokenizer: "Llama 2's, with CodeLlama's markers added",
    architecture: 'llama',
    open: async () => new WithMarkers(await gguf('llama-spm')(), marked('codellama')),
    // SentencePiece writes spaces as U+2581: one that is typed is a space to the model.
    seen: (text) => text.replaceAll('\u2581', ' '),
  },
];

/** Families of which no real tokenizer is at hand: their formats on the text tokens of StarCoder2. */
const NONE: readonly Tried[] = [
  { family: 'fim-se', architecture: 'llama' },
  { family: 'codegemma', architecture: 'gemma' },
  { family: 'granite', architecture: 'granite' },
  { family: 'stablecode', architecture: 'stablelm' },
  { family: 'seed-coder', architecture: 'llama' },
].map(({ family, architecture }) => ({
  family,
  architecture,
  tokenizer: `no real tokenizer at hand, its markers among the tokens of StarCoder2 (${architecture})`,
  open: async () => new WithMarkers(await gguf('starcoder')(), marked(family)),
}));

const ALL = [...OWN, ...TEXT, ...NONE];
const PREFIX = 'import os\n\ndef f(a):\n    b = ';
const SUFFIX = ' + 1\n    return b\n';
const OTHER: ContextItem = {
  origin: 'definition',
  path: 'lib/b.py',
  languageId: 'python',
  text: 'def g(x):\n    return x\n',
  line: 0,
  score: 1,
};

const params = (changes: Partial<CompleteParams>): CompleteParams =>
  paramsOf({ prefix: PREFIX, suffix: SUFFIX, path: 'a.py', languageId: 'python', maxTokens: 16, ...changes });

/** What tokenizers stumble over: marks, spaces and breaks, characters of several tokens, and spelled markers. */
const PIECES = [
  ...['foo', ' ', '    ', '\t', '\n', '\n\n', 'x = 1\n', '(', '});\n', '"', '__init__', 'HTTPServer2'],
  ...['😀', '漢字', 'é', 'e\u0301', '\u00a0', '\ufeff', '𝒳', '\u2581', '\u200d'],
  ...[
    '<|fim_middle|>',
    '<fim_suffix>',
    '[PREFIX]',
    '<｜fim▁hole｜>',
    '▁<MID>',
    '<s>',
    '</s>',
    '<|endoftext|>',
  ],
];

const textOf = ({ segments }: InspectResult, ...origins: readonly string[]): string =>
  segments
    .filter(({ origin }) => origins.length === 0 || origins.includes(origin))
    .flatMap(({ tokens }) => tokens.map(({ text }) => text))
    .join('');

it('all families are tried, and those without a real tokenizer are named', () => {
  expect(new Set(ALL.map(({ family }) => family))).toEqual(new Set(FAMILIES.map(({ name }) => name)));
  expect(NONE.map(({ family }) => family)).toEqual([
    'fim-se',
    'codegemma',
    'granite',
    'stablecode',
    'seed-coder',
  ]);
});

describe.each(ALL)('the prompt of $family: $tokenizer', (tried) => {
  const { family, architecture, name = '', isThere = true, open, seen = (text: string) => text } = tried;
  const skip = !isThere;
  let model: CompletionModel;
  beforeAll(async () => {
    if (skip) return;
    model = await modelWith(await open(), architecture, name);
    expect(model.format.family).toBe(family);
  }, 120_000);

  it.skipIf(skip)('reads as its models were trained, for one file and among others', async () => {
    const golden = GOLDENS[architecture === 'granite' ? 'granite4' : family]!;
    // Before all stands what the tokenizer puts before any text.
    const after = (text: string): string => text.replace(/^<｜begin▁of▁sentence｜>/, '');
    expect(after(textOf(await inspect(model, params({ context: [] }))))).toBe(golden.file);
    const among = await inspect(model, params({ context: [OTHER], repository: 'geometry' }));
    expect(after(textOf(among))).toBe(golden.repository);
  });

  it.skipIf(skip)(
    'detokenises to what was sent, and stays within its budget',
    async () => {
      const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 120 }).map((all) => seen(all.join('')));
      await fc.assert(
        fc.asyncProperty(
          text,
          text,
          fc.option(text, { nil: undefined }),
          fc.integer({ min: 60, max: 700 }),
          async (prefix, suffix, other, maxPromptTokens) => {
            const context = other === undefined ? [] : [{ ...OTHER, text: other }];
            const asked = params({ prefix, suffix, context, maxPromptTokens, repository: 'r' });
            const shown = await inspect(model, asked);
            const ids = shown.segments.flatMap(({ tokens }) => tokens.map(({ id }) => id));
            expect(ids.length).toBe(shown.promptTokens);
            expect(ids.length).toBeLessThanOrEqual(maxPromptTokens);
            const cut = (origin: string): boolean => shown.cuts.some((one) => one.origin === origin);
            const { parts } = model.format;
            const last = parts.includes('rest')
              ? textOf(shown, 'before') + tailOf(shown)
              : textOf(shown, 'before', 'line');
            if (cut('before')) expect(prefix.endsWith(last)).toBe(true);
            else expect(last).toBe(prefix);
            // FIM-SE tells the rest of the line after what is below it.
            if (!parts.includes('suffix')) return;
            const after = textOf(shown, 'after');
            if (cut('after')) expect(suffix.startsWith(after)).toBe(true);
            else expect(after).toBe(suffix);
            if (model.format.files.place === 'start' && other !== undefined) {
              const told = textOf(shown, 'definition');
              const whole = `${OTHER.path}\n${other}${other.endsWith('\n') ? '' : '\n'}`;
              expect(whole.startsWith(told)).toBe(true);
            }
          },
        ),
        { numRuns: 40 },
      );
    },
    120_000,
  );
});

/** The text of the last piece of the cursor's line: FIM-SE tells it twice. */
function tailOf({ segments }: InspectResult): string {
  const last = segments.findLast(({ origin }) => origin === 'line');
  return last === undefined ? '' : last.tokens.map(({ text }) => text).join('');
}
