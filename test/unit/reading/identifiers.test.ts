import { expect, it } from 'vitest';
import { scoreIdentifiers, type PredictedToken } from '../../../sidecar/reading/identifiers';

/** Tokens "text" or "text!", the second a surprise, or "text>best" with another first choice after which it is no surprise. */
function tokensOf(...pieces: readonly string[]): { text: string; tokens: PredictedToken[] } {
  let text = '';
  const tokens = pieces.map((piece) => {
    const [, own, mark, best] = /^(.*?)(!|>|\?)?((?<=>).*)?$/s.exec(piece)!;
    const start = text.length;
    text += own!;
    const rank = mark === '?' ? null : mark === '!' ? 3 : 0;
    return { start, end: text.length, rank, best: mark === '>' ? best : own };
  });
  return { text, tokens };
}

function score(pieces: readonly string[], pattern = /[a-z_]+/g) {
  const { text, tokens } = tokensOf(...pieces);
  const identifiers = [...text.matchAll(pattern)].map(({ index, 0: name }) => ({
    start: index,
    end: index + name.length,
  }));
  return scoreIdentifiers(text, tokens, identifiers);
}

it('an identifier is right when all of its tokens are the first choice, however many there are', () => {
  expect(score(['read', '_line', '(', 'stream', ')']).rare).toEqual({ right: 2, total: 2 });
  expect(score(['read_line', '(', 'stream', ')']).rare).toEqual({ right: 2, total: 2 });
  expect(score(['re', 'ad', '_li', 'ne', '(', 'stre', 'am', ')']).rare).toEqual({ right: 2, total: 2 });
  expect(score(['read', '_line!', '(', 'stream', ')']).rare).toEqual({ right: 1, total: 2 });
  expect(score(['read!', '_line', '(', 'stream!', ')']).rare).toEqual({ right: 0, total: 2 });
});

it('an identifier is wrong when the model would have gone on with it', () => {
  expect(score(['read', '(>_all', 'stream']).rare).toEqual({ right: 1, total: 2 });
  expect(score(['read', '(>[', 'stream']).rare).toEqual({ right: 2, total: 2 });
});

it('a token with more than the identifier belongs to it', () => {
  expect(score(['a', ' =', ' value!', '()']).rare).toEqual({ right: 1, total: 2 });
  expect(score(['x.', '.value(', 'y']).rare).toEqual({ right: 3, total: 3 });
});

it('leaves out what is not known', () => {
  expect(score(['name?', ' =', ' other']).rare).toEqual({ right: 1, total: 1 });
  const { text, tokens } = tokensOf('ab', 'cd', ' ', 'ef');
  const all = [
    { start: 0, end: 4 },
    { start: 5, end: 7 },
  ];
  expect(scoreIdentifiers(text, tokens.slice(1), all).rare.total).toBe(1);
  expect(scoreIdentifiers(text, tokens.slice(0, 1), all).rare.total).toBe(0);
});

it('names that occur five times are frequent', () => {
  const { rare, frequent } = score(['i', '+', 'i!', '+', 'i', '+', 'i', '+', 'i', '+', 'j!']);
  expect(frequent).toEqual({ right: 4, total: 5 });
  expect(rare).toEqual({ right: 0, total: 1 });
});
