import { describe, expect, it } from 'vitest';
import { TailSource } from '../../../sidecar/drafts/tail';
import { letters, requestOf, textOf, tokensOf } from './lib/vocabulary';

describe('the expected text', () => {
  const begin = (expected: string, written = ''): TailSource => {
    const source = new TailSource({ vocabulary: letters });
    source.begin(requestOf(['x = '], { expected, written: Buffer.from(written) }));
    return source;
  };
  const draft = (source: TailSource, most = 16): string => textOf(source.propose(most)?.tokens);

  it('is the draft, as far as it is asked for, trusted by nine tenths', () => {
    const source = begin('total + 1;');
    expect(draft(source, 5)).toBe('total');
    expect(source.propose(2)?.probabilities).toEqual([0.9, 0.9]);
  });

  it('goes on behind what is written, and ends with itself', () => {
    const source = begin('total + 1;', 'tot');
    expect(draft(source)).toBe('al + 1;');
    source.push({ tokens: tokensOf('al + ') });
    expect(draft(source)).toBe('1;');
    source.push({ tokens: tokensOf('1;') });
    expect(source.propose(16)).toBeUndefined();
  });

  it('is given up when the answer goes another way, at once or later', () => {
    expect(begin('total', 'x').propose(16)).toBeUndefined();
    const source = begin('total');
    source.push({ tokens: tokensOf('ta') });
    expect(source.propose(16)).toBeUndefined();
    source.push({ tokens: tokensOf('tal') });
    expect(source.propose(16)).toBeUndefined();
  });

  it('is none when nothing is expected', () => {
    expect(begin('').propose(16)).toBeUndefined();
  });

  it('waits where the answer stands inside a character', () => {
    const bytes = Buffer.from('é!');
    const source = new TailSource({ vocabulary: { ...letters, tokenBytes: (id) => Uint8Array.of(id) } });
    source.begin(requestOf(['x'], { expected: 'é!' }));
    source.push({ tokens: [bytes[0]!] });
    expect(source.propose(16)).toBeUndefined();
    source.push({ tokens: [bytes[1]!] });
    expect(draft(source)).toBe('!');
  });
});
