import { everyToken } from '../pieces';
import type { Strategy } from '../strategy';

const NO_ENDS = new Uint32Array(0);

/**
 * Its stream is another text: names are replaced, and what stands between leaves is not in it. So there is a count
 * and there are no pieces.
 */
export const tokompiler: Strategy = {
  id: 'tokompiler',
  name: 'Tokompiler',
  about:
    'Each leaf of the syntax tree is one token, names and literals two: their class and a number that stands for them.',
  learns: 'nothing',
  published: {
    source: 'Scope is all you need, arXiv 2308.09440 (abstract), which gives perplexity and no token counts',
  },
  needsUnits: false,
  needsTokompiler: true,
  drops: 'comments and layout',
  unavailable({ tokompiled, language }) {
    if (!tokompiled)
      return language === undefined
        ? 'Needs a language that Tokompiler reads: that of this text is unknown.'
        : 'Tokompiler was not asked to read this text.';
    return 'refused' in tokompiled ? tokompiled.refused : undefined;
  },
  prepare: () => (text) =>
    text.tokompiled && 'tokens' in text.tokompiled
      ? { count: text.tokompiled.tokens, byteEnds: NO_ENDS }
      : everyToken(text),
};
