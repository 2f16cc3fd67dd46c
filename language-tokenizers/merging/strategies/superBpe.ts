import { BpeTokenizer } from '../../bpe/bpeTokenizer';
import { learnMerges } from '../learning/learnMerges';
import type { MergeList } from '../learning/mergeList';
import { SymbolBytes } from '../learning/symbolBytes';
import { SequenceBuilder } from '../learning/symbolSequence';
import { everyToken } from '../pieces';
import type { Apply, Pieces, Strategy } from '../strategy';
import type { TokenizedText } from '../tokenizedText';
import { mayBeSuperword } from './superBpe/rules';
import { type StageTwo, stageTwoOf } from './superBpe/stageTwo';

/** As many as the published tokenizer of 200,000 tokens learns after its transition point at 180,000. */
const SUPERWORDS = 20_000;
/** What occurs once is no pattern; ours. */
const LEAST = 2;

/**
 * SuperBPE in "extend" mode: all merges of the tokenizer are kept, as its first stage, and more are learned by the
 * rules of the second, across white space. Texts are then encoded anew by all of them.
 */
export function superBpe(superwords = SUPERWORDS): Strategy {
  return {
    id: 'superbpe',
    name: 'SuperBPE (extend mode)',
    about: `The tokenizer's merges are followed by up to ${superwords.toLocaleString('en')} more, learned from the files, which may go across blanks.`,
    learns: 'corpus',
    published: {
      figure: 'up to 33 % fewer tokens, with a tokenizer of 200,000 trained from scratch',
      source: 'SuperBPE (abstract)',
    },
    needsUnits: false,
    unavailable: ({ tokenizer }) =>
      tokenizer instanceof BpeTokenizer
        ? undefined
        : `Needs the merges of a byte-pair vocabulary that reads text as it is: ${tokenizer.name} has none.`,
    prepare: (corpus) => prepare(corpus, superwords),
  };
}

function prepare(corpus: Iterable<TokenizedText>, superwords: number): Apply {
  let base: BpeTokenizer | undefined;
  let stageTwo: StageTwo | undefined;
  const builder = new SequenceBuilder();
  for (const { text, tokenizer } of corpus) {
    if (!(tokenizer instanceof BpeTokenizer) || tokenizer !== (base ?? tokenizer)) continue;
    base = tokenizer;
    stageTwo ??= stageTwoOf(base);
    if (!addChunks(builder, stageTwo, text)) break;
  }
  if (!stageTwo) return everyToken;
  const reader = stageTwo;
  const list = learn(builder, reader, superwords);
  return (text) => (text.tokenizer === base ? encode(text.text, reader, list) : everyToken(text));
}

/** False where the text has no room any more. */
function addChunks(builder: SequenceBuilder, stageTwo: StageTwo, text: string): boolean {
  const { run, chunkStarts } = stageTwo.read(text);
  for (let start = 0; start < run.length;) {
    let end = start + 1;
    while (end < run.length && chunkStarts[end] === 0) end++;
    if (!builder.add(run.ids, start, end)) return false;
    start = end;
  }
  return true;
}

function learn(builder: SequenceBuilder, { tokenizer }: StageTwo, merges: number): MergeList {
  const bytes = new SymbolBytes(tokenizer);
  return learnMerges(builder.build(), {
    merges,
    least: LEAST,
    isValid: (left, right) => mayBeSuperword(bytes.of(left) + bytes.of(right)),
    join: (left, right) => bytes.join(left, right),
  }).list;
}

function encode(text: string, stageTwo: StageTwo, list: MergeList): Pieces {
  const { run, chunkStarts } = stageTwo.read(text);
  const symbols = Int32Array.from(run.ids);
  const byteEnds = list
    .apply({ length: run.length, symbols, chunkStarts })
    .map((end) => run.byteEnds[end - 1]!);
  return { count: byteEnds.length, byteEnds };
}
