import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContextPacker, type Packed } from '../../../sidecar/context/packer';
import type { Segment } from '../../../sidecar/fim/index';
import type { ContextItem } from '../../../sidecar/protocol';

const item = (path: string, change: Partial<ContextItem> = {}): ContextItem => ({
  origin: 'definition',
  path,
  languageId: 'typescript',
  text: numbered(path, 4),
  line: 0,
  score: 1,
  ...change,
});

function numbered(name: string, lines: number, from = 0): string {
  return Array.from(
    { length: lines },
    (_, i) => `const ${name.replace(/\W/g, '_')}${from + i} = ${from + i};\n`,
  ).join('');
}

/** A token for each line, and one for the header. */
const segmentsOf = ({ origin, path, line, text }: ContextItem): Segment[] => [
  { origin: 'marker', tokens: [0] },
  {
    origin,
    path,
    line,
    tokens: text
      .split('\n')
      .slice(0, -1)
      .map((said) => said.length),
  },
];

function pack(packer: ContextPacker, items: readonly ContextItem[], limit = 100, around = ''): Packed {
  return packer.pack({ items, around, limit, segmentsOf, manner: '' });
}

const paths = ({ segments }: Packed): string[] => segments.flatMap(({ path }) => path ?? []);

describe('what is packed', () => {
  it('is the most worthwhile that fits, and the rest is named with the reason', () => {
    const items = [
      item('low', { score: 0.1 }),
      item('high', { score: 0.9 }),
      item('visited', { origin: 'visited', score: 0.9 }),
    ];
    const packed = pack(new ContextPacker(), items, 10);
    expect(paths(packed)).toEqual(['visited', 'high']);
    expect(packed.cuts).toEqual([
      { origin: 'definition', path: 'low', line: 0, tokens: 5, reason: 'There was no room left for it.' },
    ]);
  });

  it('leaves out what the text around the cursor says, and what was said', () => {
    const items = [
      item('here'),
      item('a', { score: 0.9 }),
      item('copy', { text: `${numbered('a', 4)}}\n`, score: 0.8 }),
    ];
    const packed = pack(new ContextPacker(), items, 100, `  ${numbered('here', 9)}`);
    expect(paths(packed)).toEqual(['a']);
    expect(packed.cuts.map(({ path, reason }) => [path, reason])).toEqual([
      ['here', 'The text around the cursor says it already.'],
      ['copy', 'It is much the same as a piece of a.'],
    ]);
  });

  it('leaves out a piece of a piece of the same file', () => {
    const whole = item('a', { text: numbered('a', 20) });
    const part = item('a', { text: numbered('a', 5, 5), line: 5, score: 0.9 });
    expect(paths(pack(new ContextPacker(), [part, whole]))).toEqual(['a']);
  });

  it('is cut at a line to half of the room where there are others for the rest', () => {
    const items = [
      item('long', { text: numbered('long', 50) }),
      item('second', { text: numbered('second', 9), score: 0.9 }),
    ];
    const packed = pack(new ContextPacker(), items, 20);
    expect(packed.segments.map(({ tokens }) => tokens.length)).toEqual([1, 9, 1, 9]);
    expect(packed.cuts).toEqual([
      {
        origin: 'definition',
        path: 'long',
        line: 0,
        tokens: 41,
        reason: 'Its end was cut: it would take too much of the room.',
      },
    ]);
  });

  it('gets what the others leave, the most worthwhile first, and all of it where it is alone', () => {
    const long = item('long', { text: numbered('long', 50) });
    const lengths = (items: readonly ContextItem[], limit: number): number[] =>
      pack(new ContextPacker(), items, limit).segments.map(({ tokens }) => tokens.length);
    expect(lengths([long], 20)).toEqual([1, 19]);
    expect(pack(new ContextPacker(), [long], 20).cuts).toMatchObject([{ path: 'long', tokens: 31 }]);
    // Whole where there is room for it: nothing is said to be cut.
    expect(lengths([long], 60)).toEqual([1, 50]);
    expect(pack(new ContextPacker(), [long], 60).cuts).toEqual([]);
    const small = item('small', { text: numbered('small', 3), score: 0.5 });
    const other = item('other', { text: numbered('other', 50), score: 0.9 });
    expect(lengths([other, small, long], 80)).toEqual([1, 39, 1, 39]);
    expect(lengths([small, long], 80)).toEqual([1, 50, 1, 3]);
  });

  it('keeps its end while little else comes and goes', () => {
    const packer = new ContextPacker();
    const long = item('long', { text: numbered('long', 90) });
    const tiny = (lines: number): ContextItem => item('tiny', { text: numbered('tiny', lines), score: 0.5 });
    const ends = [1, 2, 3, 4].map(
      (lines) => pack(packer, [long, tiny(lines)], 80).segments[1]!.tokens.length,
    );
    expect(new Set(ends).size).toBe(1);
    expect(ends[0]).toBeGreaterThan(60);
  });

  it('is nothing where there is no room, and of nothing', () => {
    expect(pack(new ContextPacker(), [item('a')], 0).segments).toEqual([]);
    expect(pack(new ContextPacker(), [item('a', { text: '' }), item('b', { text: '}\n\n' })])).toEqual({
      segments: [],
      cuts: [],
    });
  });
});

describe('the order', () => {
  it('begins with what changes least, and ends with the problem at hand', () => {
    const items = (['problem', 'edited', 'visited', 'definition', 'similar'] as const).map((origin) =>
      item(origin, { origin }),
    );
    expect(paths(pack(new ContextPacker(), items))).toEqual([
      'visited',
      'similar',
      'definition',
      'edited',
      'problem',
    ]);
  });

  it('keeps what stays in its place, and puts what is new or changed at the end', () => {
    const packer = new ContextPacker();
    const [a, b, c] = [item('a'), item('b'), item('c')];
    expect(paths(pack(packer, [a, b, c]))).toEqual(['a', 'b', 'c']);
    expect(paths(pack(packer, [c, item('new', { origin: 'visited' }), b, a]))).toEqual([
      'a',
      'b',
      'c',
      'new',
    ]);
    const changed = item('a', { text: numbered('other', 4) });
    expect(paths(pack(packer, [changed, b, c]))).toEqual(['b', 'c', 'a']);
    expect(paths(pack(packer, [c, b, changed]))).toEqual(['b', 'c', 'a']);
  });

  it('does not give up a piece for one that is little better', () => {
    const packer = new ContextPacker();
    const [old, better, best] = [
      item('old', { score: 0.5 }),
      item('better', { score: 0.6 }),
      item('best', { score: 0.9 }),
    ];
    expect(paths(pack(packer, [old], 5 * 2))).toEqual(['old']);
    expect(paths(pack(packer, [old, better, item('third', { score: 0.55 })], 10))).toEqual(['old', 'better']);
    expect(paths(pack(packer, [old, best, better], 10))).toEqual(['better', 'best']);
  });
});

it('never takes more than the room, and names each piece once', () => {
  const some = fc.record({
    origin: fc.constantFrom('definition', 'edited', 'visited', 'similar', 'problem'),
    path: fc.constantFrom('a', 'b', 'c', 'd'),
    text: fc
      .array(fc.constantFrom('x = 1', 'y = 2', 'z()', '}', ''), { maxLength: 12 })
      .map((l) => `${l.join('\n')}\n`),
    line: fc.nat(3),
    score: fc.double({ min: 0, max: 1, noNaN: true }),
    languageId: fc.constant(''),
  }) as fc.Arbitrary<ContextItem>;
  const packer = new ContextPacker();
  fc.assert(
    fc.property(fc.array(some, { maxLength: 12 }), fc.nat(40), (items, limit) => {
      const { segments } = pack(packer, items, limit);
      const tokens = segments.reduce((sum, segment) => sum + segment.tokens.length, 0);
      expect(tokens).toBeLessThanOrEqual(limit);
      // The same with lines of several tokens, of which the last that fits leaves some room.
      const words = (piece: ContextItem): Segment[] => [
        { origin: piece.origin, path: piece.path, tokens: Array.from(piece.text, (sign) => sign.length) },
      ];
      const other = packer.preview({ items, around: '', limit, segmentsOf: words, manner: 'words' });
      expect(other.segments.flatMap((segment) => segment.tokens).length).toBeLessThanOrEqual(limit);
    }),
    { numRuns: 500 },
  );
});
