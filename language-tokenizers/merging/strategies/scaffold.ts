import { byteStartOf } from '../../bpe/tokenRuns';
import type { Pieces, Strategy } from '../strategy';
import type { TokenizedText } from '../tokenizedText';
import { countTokens, Demolition } from './scaffold/demolition';

/** Tokens that occur less often are scaffolds; ours. */
const LEAST = 5;

/** Scaffold-BPE, simulated on a vocabulary that was trained without it. */
export function scaffold(least = LEAST): Strategy {
  return {
    id: 'scaffold',
    name: 'Scaffold tokens',
    about: `Tokens that stand in the files less than ${least} times are taken out of the vocabulary, and are then told by the fewest tokens that stay. What the freed places could hold is not counted.`,
    learns: 'corpus',
    published: { source: 'Scaffold-BPE (abstract), which gives no token counts' },
    needsUnits: false,
    prepare: (corpus) => {
      const demolition = new Demolition(countTokens(corpus), least);
      return (text) => demolish(text, demolition);
    },
  };
}

function demolish({ tokens, tokenizer }: TokenizedText, demolition: Demolition): Pieces {
  const ends: number[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const start = byteStartOf(tokens, i);
    const end = tokens.byteEnds[i]!;
    for (const length of demolition.split(tokens.ids[i]!, end - start, tokenizer)) ends.push(start + length);
  }
  return { count: ends.length, byteEnds: Uint32Array.from(ends) };
}
