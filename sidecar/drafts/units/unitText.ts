import type { TokenId, Vocabulary } from '../../engine/engine';
import { breaksOf } from './dedents';
import { unitsOf, type UnitOptions } from './lexicalUnits';
import type { UnitText } from './unitStore';

/** Tokens with -1 for those that stand for nothing: control tokens. */
export function textTokens(
  tokens: readonly TokenId[],
  vocabulary: Pick<Vocabulary, 'tokenBytes'>,
): TokenId[] {
  return tokens.map((id) => (vocabulary.tokenBytes(id).length > 0 ? id : -1));
}

/** The lexical units of tokens that a model has read. Control tokens stand for nothing and are in no unit. */
export function unitText(
  tokens: readonly TokenId[],
  probabilities: ArrayLike<number>,
  vocabulary: Pick<Vocabulary, 'tokenBytes'>,
  options: Pick<UnitOptions, 'confident' | 'longest'> = {},
): UnitText {
  const pieces = tokens.map((id) => vocabulary.tokenBytes(id));
  const isText = (at: number): boolean => pieces[at]!.length > 0;
  const known = tokens.map((_, at) => (isText(at) ? probabilities[at]! : NaN));
  return {
    tokens: tokens.map((id, at) => (isText(at) ? id : -1)),
    units: unitsOf(known, { ...options, breaksBefore: breaksOf(pieces) }),
  };
}
