import { CharacterPairs, CharacterPairScanner } from '../../bpe/scanners/characterPairs';
import type { Vocabulary } from '../../bpe/vocabulary';
import type { ScannerFactory } from '../splitPatterns';

/**
 * The scanner of a vocabulary that merges characters, with no splitting of its own but that each space begins a piece
 * if `splitsAtSpaces`.
 */
export function characterScanner(vocabulary: Vocabulary, splitsAtSpaces: boolean): ScannerFactory {
  // Unknown characters in a row may be one token.
  const pairs = new CharacterPairs(!vocabulary.byteFallback && vocabulary.fuseUnknown);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  for (let rank = 0; rank < vocabulary.mergeable; rank++) {
    const token = decoder.decode(vocabulary.token(rank));
    // What no piece has is in no pair.
    if (!(splitsAtSpaces && token.includes(' ', 1))) pairs.add(token);
  }
  return () => new CharacterPairScanner(pairs);
}
