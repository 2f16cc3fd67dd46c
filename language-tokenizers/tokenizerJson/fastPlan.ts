import { createNormalizer } from '../normalize/registry';
import type { Normalizer } from '../normalize/normalizer';
import type { BpeParts } from './bpeParts';
import type { NormalizerJson, PreTokenizerJson } from './parts';
import { Unsupported } from './unsupported';

/** The mark that SentencePiece writes for a space. */
export const SPACE_MARK = '▁';

/** When a space comes in front of a text. */
export type Prefix = 'never' | 'always' | 'unless-there';

/** How texts can go to the engine as they are; the few that can't go through all of a pipeline's stages. */
export interface FastPlan {
  readonly prefix: Prefix;
  /** Texts that it changes can't. */
  readonly normalizer: Normalizer | undefined;
  /** Texts with this in them can't. */
  readonly mark: string | undefined;
  /** Each space begins a piece. */
  readonly splitsAtSpaces: boolean;
}

/** True where words of the pipeline have a mark for a space, so that the vocabulary can have the space instead. */
export function marksSpaces(
  normalizer: NormalizerJson | undefined,
  stage: PreTokenizerJson | undefined,
): boolean {
  return (
    normalizersOf(normalizer).some(isSpaceMark) ||
    (stage?.type === 'Metaspace' && stage.replacement === SPACE_MARK)
  );
}

/** Throws an Unsupported where texts can't go to the engine as they are. */
export function planOf(parts: BpeParts): FastPlan {
  return parts.vocabulary.symbols === 'bytes' ? byteLevelPlan(parts) : characterPlan(parts);
}

function byteLevelPlan({ normalizer, preTokenizer }: BpeParts): FastPlan {
  const [first, ...others] = stagesOf(preTokenizer);
  if (others.some((stage) => stage.type === 'ByteLevel' && stage.add_prefix_space))
    throw new Unsupported('a space before each piece');
  return {
    prefix: first?.type === 'ByteLevel' && first.add_prefix_space ? 'unless-there' : 'never',
    normalizer: normalizersOf(normalizer).length > 0 ? createNormalizer(normalizer) : undefined,
    mark: undefined,
    splitsAtSpaces: false,
  };
}

function characterPlan({ normalizer, preTokenizer }: BpeParts): FastPlan {
  const steps = normalizersOf(normalizer);
  const prepends = steps[0]?.type === 'Prepend' && steps[0].prepend === SPACE_MARK;
  const marks = steps.slice(prepends ? 1 : 0);
  if (!marks.every(isSpaceMark)) throw new Unsupported('a normalizer besides marks for spaces');
  if (preTokenizer?.type === 'Metaspace' && preTokenizer.replacement === SPACE_MARK) {
    const { prepend_scheme, split } = preTokenizer;
    if (prepends) throw new Unsupported('two marks before a text');
    const prefix = prepend_scheme === 'never' ? 'never' : 'unless-there';
    return { prefix, normalizer: undefined, mark: SPACE_MARK, splitsAtSpaces: split };
  }
  if (marks.length === 0) throw new Unsupported('characters without marks for spaces');
  // Splitting at spaces where none are left does nothing.
  const isIdle =
    !preTokenizer ||
    (preTokenizer.type === 'Split' &&
      'String' in preTokenizer.pattern &&
      preTokenizer.pattern.String === ' ' &&
      !preTokenizer.invert);
  if (!isIdle) throw new Unsupported('words of characters');
  return {
    prefix: prepends ? 'always' : 'never',
    normalizer: undefined,
    mark: SPACE_MARK,
    splitsAtSpaces: false,
  };
}

function normalizersOf(json: NormalizerJson | undefined): readonly NormalizerJson[] {
  if (!json) return [];
  return json.type === 'Sequence' ? json.normalizers.flatMap(normalizersOf) : [json];
}

function stagesOf(json: PreTokenizerJson | undefined): readonly PreTokenizerJson[] {
  if (!json) return [];
  return json.type === 'Sequence' ? json.pretokenizers.flatMap(stagesOf) : [json];
}

function isSpaceMark(step: NormalizerJson): boolean {
  return (
    step.type === 'Replace' &&
    'String' in step.pattern &&
    step.pattern.String === ' ' &&
    step.content === SPACE_MARK
  );
}
