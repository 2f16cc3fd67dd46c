import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { recordSession } from '../../../bench/session/record';
import {
  afterAccepting,
  isKeystroke,
  sha256,
  SessionTexts,
  type Recording,
  type SessionAction,
  type SessionEvent,
} from '../../../bench/session/session';
import { root } from '../../../lib/scriptPaths.mjs';

const folder = path.join(root, 'test/bench/session/recordings');
const recordings = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Recording);

const about = {
  name: 'made',
  language: 'plaintext',
  source: { of: '', from: '', to: '', licence: '', copyright: '' },
};

function ended({ files, events }: Recording): SessionTexts {
  const texts = new SessionTexts(files);
  for (const event of events) texts.apply(event);
  return texts;
}

const events = (...actions: readonly SessionAction[]): SessionEvent[] =>
  actions.map((action) => ({ wait: 100, ...action }));
const typed = (text: string): SessionAction[] => Array.from(text, (key) => ({ do: 'type', text: key }));

describe('the recorded sessions', () => {
  it('are at least five, in at least four languages, of sources with a licence', () => {
    expect(recordings.length).toBeGreaterThanOrEqual(5);
    expect(new Set(recordings.map(({ language }) => language)).size).toBeGreaterThanOrEqual(4);
    const readme = readFileSync(path.join(folder, 'README.md'), 'utf8');
    for (const { name, source } of recordings) {
      expect(source.licence).not.toBe('');
      expect(readme).toContain(`\`${name}\``);
    }
  });

  it.each(recordings.map((one) => [one.name, one] as const))(
    '%s ends with the files as published',
    (_, one) => {
      const texts = ended(one);
      for (const { path: name, endSha256, start } of one.files) {
        expect(sha256(texts.text(name))).toBe(endSha256);
        expect(sha256(start)).not.toBe(endSha256);
      }
      const keystrokes = one.events.filter(isKeystroke).length;
      expect(keystrokes).toBeGreaterThanOrEqual(100);
      expect(keystrokes).toBeLessThanOrEqual(250);
    },
  );
});

describe('the recorder', () => {
  const line = fc.constantFrom('a', 'if (a) {', '  return b;', '}', '', 'const total = sum(values);', 'é 文');
  const text = fc
    .tuple(fc.array(line, { maxLength: 12 }), fc.boolean())
    .map(([lines, ends]) => lines.join('\n') + (ends ? '\n' : ''));

  it('writes one text into the other, whatever they are, in so many keys', () => {
    fc.assert(
      fc.property(text, text, fc.nat(1000), fc.integer({ min: 5, max: 200 }), (before, after, seed, keys) => {
        const recording = recordSession(about, [{ path: 'a', before, after }], { seed, keys });
        expect(ended(recording).text('a')).toBe(after);
        // All is typed where there are keys enough for it.
        if (keys >= 2 * after.length + 24) expect(recording.files[0]!.start).toBe(before);
      }),
    );
  });

  it('gives the same session for the same seed, and another for another', () => {
    const versions = [{ path: 'a', before: 'one\n', after: 'one\nconst total = sum(values);\n' }];
    const make = (seed: number): Recording => recordSession(about, versions, { seed, keys: 100 });
    expect(make(3)).toEqual(make(3));
    expect(make(4)).not.toEqual(make(3));
  });

  it('types as somebody does: a key at a time, indentation with its line break, in their rhythm', () => {
    const versions = [{ path: 'a', before: 'one\n', after: 'one\n    two three\n' }];
    const { events } = recordSession(about, versions, { seed: 1, keys: 100 });
    const keys = events.filter(({ do: what }) => what === 'type');
    expect(keys[0]).toMatchObject({ text: '\n    ' });
    for (const { wait } of keys) {
      expect(wait).toBeGreaterThanOrEqual(60);
      expect(wait).toBeLessThanOrEqual(250);
    }
  });
});

describe('accepting', () => {
  it('fits where the session writes the same next, typing errors aside', () => {
    const next = events(
      { do: 'look' },
      ...typed('to'),
      ...typed('x'),
      { do: 'delete', count: 1 },
      ...typed('tal = 1'),
      { do: 'move', to: 0 },
    );
    expect(afterAccepting(next, 0, 'total')).toBe(8);
    expect(afterAccepting(next, 0, 'to')).toBe(3);
    expect(afterAccepting(next, 0, 'total = 1')).toBe(12);
    expect(afterAccepting(next, 0, 'total = 12')).toBeUndefined();
    expect(afterAccepting(next, 0, 'tox')).toBeUndefined();
    expect(afterAccepting(next, 0, '')).toBeUndefined();
  });

  it('does not reach beyond what was removed before the cursor', () => {
    const next = events(...typed('a'), { do: 'delete', count: 2 }, ...typed('bc'));
    expect(afterAccepting(next, 0, 'a')).toBe(1);
    expect(afterAccepting(next, 0, 'bc')).toBeUndefined();
  });

  it('leaves the session with the same end', () => {
    for (const { files, events: all } of recordings) {
      const texts = new SessionTexts(files);
      for (let at = 0; at < all.length;) {
        const event = all[at]!;
        texts.apply(event);
        // Whatever comes next on this line is shown and accepted.
        let shown = '';
        for (const next of all.slice(at + 1)) {
          if (next.do !== 'type' || next.text.startsWith('\n')) break;
          shown += next.text;
        }
        const after = event.do === 'look' ? afterAccepting(all, at + 1, shown) : undefined;
        if (after !== undefined) texts.insert(shown);
        at = after ?? at + 1;
      }
      for (const { path: name, endSha256 } of files) expect(sha256(texts.text(name))).toBe(endSha256);
    }
  });
});
