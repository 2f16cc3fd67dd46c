import { describe, expect, it } from 'vitest';
import { UnitSource } from '../../../sidecar/drafts/units/unitSource';
import { unitText } from '../../../sidecar/drafts/units/unitText';
import { letters, logitsOf, read, requestOf, spell } from './lib/requests';

const mined = (source: string) =>
  unitText(
    read(source),
    Array.from(source, (letter) => (/[A-Z]/.test(letter) ? 0.5 : 0.95)),
    letters,
  );

function opened(file: string): UnitSource {
  const source = new UnitSource({ vocabulary: letters });
  source.learnUnits('w', 'a.ts', mined(file));
  return source;
}
const guess = (source: UnitSource, most = 16): string => spell(source.propose(most)?.tokens);

describe('the source of units', () => {
  it('goes from unit to unit while the product of probabilities allows', () => {
    const source = opened('XYabcdQXYabcdQXYabcdQXYabcdQ');
    source.begin(requestOf(read('fooXY')));
    const draft = source.propose(16)!;
    expect(spell(draft.tokens)).toBe('abcd');
    expect(draft.source).toBe('units');
    expect(draft.probabilities[0]).toBeCloseTo((0.95 * 4) / 5, 5);
    expect(draft.probabilities[1]).toBeCloseTo(0.95, 5);
    expect(guess(source, 2)).toBe('ab');
    expect(source.propose(0)).toBeUndefined();
    source.push({ tokens: read('ab') });
    expect(source.propose(16)).toBeUndefined();
  });

  it('forgets a file that has changed, and keeps workspaces apart', () => {
    const source = opened('XYabcdQ');
    source.begin(requestOf(read('XY'), { workspace: 'other' }));
    expect(source.propose(16)).toBeUndefined();
    source.begin(requestOf(read('XY')));
    expect(guess(source)).toBe('abcd');
    source.learn({ workspace: 'w', name: '', tokens: read('XY') });
    expect(guess(source)).toBe('abcd');
    const saved = { workspace: 'w', name: 'a.ts', tokens: read('XYabcdQ') };
    source.learn(saved);
    expect(source.knows(saved)).toBe(true);
    expect(guess(source)).toBe('abcd');
    const changed = { ...saved, tokens: read('XYabcdR') };
    expect(source.knows(changed)).toBe(false);
    source.learn(changed);
    expect(source.knows(saved)).toBe(false);
    expect(source.propose(16)).toBeUndefined();
  });

  it('learns from what was written, by the logits that it was shown', () => {
    const source = new UnitSource({ vocabulary: letters });
    const write = (): void => {
      source.begin(requestOf(read('XY')));
      // A draft of three tokens of which the last is wrong, all of them shown.
      source.observe(read('X')[0], read('Y')[0]!, logitsOf({ a: 0.6 }));
      source.observe(read('Y')[0], read('a')[0]!, logitsOf({ b: 0.97 }));
      source.observe(read('a')[0], read('b')[0]!, logitsOf({ c: 0.96 }));
      source.observe(read('b')[0], read('Z')[0]!, logitsOf({ d: 0.99 }));
      source.push({ tokens: read('abc') });
      source.observe(read('b')[0], read('c')[0]!, logitsOf({ d: 0.5 }));
      source.push({ tokens: read('d') });
    };
    write();
    source.begin(requestOf(read('Ya')));
    expect(guess(source)).toBe('bc');
    expect(source.propose(16)!.probabilities[1]).toBeCloseTo(Math.sqrt(0.97 * 0.96), 3);
  });

  it('takes no token for expected that was drawn against the odds, nor by logits of another place', () => {
    const source = new UnitSource({ vocabulary: letters });
    source.begin(requestOf(read('XY')));
    source.observe(read('X')[0], read('Y')[0]!, logitsOf({ a: 0.97 }));
    source.observe(read('Y')[0], read('a')[0]!, logitsOf({ b: 0.97 }));
    source.push({ tokens: read('ac') });
    source.observe(read('X')[0], read('b')[0]!, logitsOf({ d: 0.97 }));
    source.observe(read('b')[0], read('d')[0]!, logitsOf({ e: 0.97 }));
    source.push({ tokens: read('de') });
    source.begin(requestOf(read('XY')));
    expect(source.propose(16)).toBeUndefined();
    source.begin(requestOf(read('ac')));
    expect(source.propose(16)).toBeUndefined();
  });

  it('takes accepted drafts for expected where it is shown nothing', () => {
    const source = new UnitSource({ vocabulary: letters });
    source.begin(requestOf(read('XY')));
    source.push({ tokens: read('abcd') });
    source.push({ tokens: read('e') });
    source.begin(requestOf(read('XY')));
    expect(guess(source)).toBe('abc');
  });

  it('offers no control token, and learns none', () => {
    const source = new UnitSource({ vocabulary: letters });
    source.begin(requestOf(read('XY')));
    source.push({ tokens: [...read('ab'), 99, ...read('cde')] });
    source.begin(requestOf(read('XY'), { isControl: (id) => id === read('b')[0] }));
    expect(guess(source)).toBe('a');
    source.begin(requestOf([...read('b'), 99]));
    expect(source.propose(16)).toBeUndefined();
  });

  it('survives anything in any order', () => {
    const source = new UnitSource({ vocabulary: letters });
    expect(source.propose(4)).toBeUndefined();
    source.push({ tokens: [] });
    source.observe(undefined, -1, new Float32Array(0));
    source.observe(NaN, 1e9, Float32Array.of(NaN, NaN));
    source.begin(requestOf([]));
    source.begin(requestOf([-1, 1e12, NaN]));
    source.push({ tokens: [1e12, -5, NaN, 1] });
    expect(source.propose(4)).toBeUndefined();
    source.begin(requestOf(read('XY')));
    for (let i = 0; i < 1000; i++) source.observe(1, 2, logitsOf({ a: 0.99 }));
    source.push({ tokens: read('ab') });
    source.begin(requestOf(read('XY')));
    expect(source.propose(-1)).toBeUndefined();
  });
});
