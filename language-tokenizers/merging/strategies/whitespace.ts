import { isBlank } from '../../syntax/leaves';
import { tokenPieces } from '../pieces';
import type { Strategy } from '../strategy';
import type { TokenizedText } from '../tokenizedText';

export const whitespace: Strategy = {
  id: 'whitespace',
  name: 'White space runs',
  about:
    'Tokens of white space alone that stand in a row become one step: a line end with the indentation after it.',
  learns: 'nothing',
  published: { source: 'A rule of ours' },
  needsUnits: false,
  prepare: () => (text) => tokenPieces(text, blankGroups(text)),
};

function blankGroups({ text, tokens }: TokenizedText): Uint32Array {
  const ends = new Uint32Array(tokens.length);
  let count = 0;
  let afterBlank = false;
  for (let i = 0; i < tokens.length; i++) {
    const blank = isBlankRange(text, tokens.starts[i]!, tokens.ends[i]!);
    if (!blank || !afterBlank) count++;
    ends[count - 1] = i + 1;
    afterBlank = blank;
  }
  return ends.slice(0, count);
}

function isBlankRange(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (!isBlank(text.charCodeAt(at))) return false;
  return end > start;
}
