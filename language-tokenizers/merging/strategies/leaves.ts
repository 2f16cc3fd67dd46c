import { groupsOf } from '../alignment';
import { tokenPieces } from '../pieces';
import type { Strategy } from '../strategy';

export const leaves: Strategy = {
  id: 'leaves',
  name: 'Compiler tokens',
  about:
    'The tokens of one leaf of the syntax tree become one step: identifiers, literals, operators, comments.',
  learns: 'nothing',
  published: {
    source:
      'An option of ours. On the Effect of Token Merging on Pre-trained Models for Code, arXiv 2507.14423 (abstract), compares with the tokens that compilers use, without a figure for them',
  },
  needsUnits: true,
  prepare: () => (text) => tokenPieces(text, groupsOf(text, 'all')),
};
