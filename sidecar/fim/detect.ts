import type { TokenId, Vocabulary } from '../engine/engine';
import { resolveFiles } from './filesLayout';
import type { FimFamily, FimFormat, Part, Piece, Signs } from './format';
import { FAMILIES } from './registry';
import { addsSpace } from './section';

const PREFIX_ONLY_NOTE =
  'This model was not trained to fill in the middle, so it sees only the text before the cursor.';

/**
 * Finds the prompt format of a model by the control tokens of its vocabulary.
 *
 * A family is used only if each of its markers is one token; a model of no known family continues the text
 * before the cursor (family "none", with a note for the user).
 *
 * @param architecture `general.architecture` of the model file
 * @param name the model's own name, where known: it tells Mellum from Granite
 */
export function detectFim(vocabulary: Vocabulary, architecture: string, name = ''): FimFormat {
  const has = (text: string): boolean => vocabulary.special(text) !== undefined;
  const signs: Signs = { architecture, name, has };
  const spacePrefix = addsSpace(vocabulary);
  for (const family of FAMILIES) {
    const parts = resolve(family, vocabulary);
    if (parts && family.recognises(signs)) {
      const files = resolveFiles(family.files, vocabulary);
      const stops = stopTokens(family, parts, vocabulary);
      const leadsIn = family.leadsIn ?? false;
      return { family: family.name, parts, files, leadsIn, stopTokens: stops, spacePrefix };
    }
  }
  return {
    family: 'none',
    note: PREFIX_ONLY_NOTE,
    parts: ['head', 'tail'],
    files: resolveFiles(undefined, vocabulary),
    leadsIn: false,
    stopTokens: known(GENERAL_STOPS, vocabulary),
    spacePrefix,
  };
}

/** Control tokens that begin or end something else than the text at hand, whatever the family. */
const GENERAL_STOPS = [
  '<|endoftext|>',
  '<|im_start|>',
  '<|im_end|>',
  '<|file_sep|>',
  '<file_sep>',
  '<repo_name>',
];

function resolve(family: FimFamily, vocabulary: Vocabulary): Part[] | undefined {
  const parts: Part[] = [];
  for (const piece of family.pieces) {
    const part = resolvePiece(piece, vocabulary);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return parts;
}

function resolvePiece(piece: Piece, vocabulary: Vocabulary): Part | undefined {
  if (typeof piece === 'string') return piece;
  return piece.map((spelling) => vocabulary.special(spelling)).find((id) => id !== undefined);
}

function stopTokens(family: FimFamily, parts: readonly Part[], vocabulary: Vocabulary): Set<TokenId> {
  const markers = parts.filter((part) => typeof part === 'number');
  return new Set([...markers, ...known(family.stops, vocabulary)]);
}

function known(spellings: readonly string[], vocabulary: Vocabulary): Set<TokenId> {
  const ids = spellings.map((spelling) => vocabulary.special(spelling));
  return new Set(ids.filter((id) => id !== undefined));
}
