import { CharacterPairs, CharacterPairScanner } from '../../bpe/scanners/characterPairs';
import type { Vocabulary } from '../../bpe/vocabulary';
import type { ScannerFactory } from '../splitPatterns';

/** The scanner of a vocabulary that merges characters, with no splitting of its own. */
export function characterScanner(vocabulary: Vocabulary): ScannerFactory {
  const pairs = new CharacterPairs();
  const decoder = new TextDecoder();
  for (let rank = 0; rank < vocabulary.mergeable; rank++) pairs.add(decoder.decode(vocabulary.token(rank)));
  return () => new CharacterPairScanner(pairs);
}
