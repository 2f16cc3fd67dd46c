import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildPrompt, detectFim, fileSegments, frameSegments, tokenizeSection } from '../../../sidecar/fim/index';
import { FAMILIES } from '../../../sidecar/fim/registry';
import { SmallVocabulary } from '../../unit/fim/smallVocabulary';

const BEFORE = `# In a text, <|fim_middle|>, <PRE> and [SUFFIX] are no control tokens.
def area(radius):
    return `;
const AFTER = ` * radius ** 2

print(area(2))
`;

const OTHER = {
  origin: 'definition',
  path: 'lib/units.py',
  languageId: 'python',
  text: 'def to_metres(feet):\n    return feet * 0.3048\n',
  line: 0,
  score: 1,
} as const;

const examples = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.txt'))
  .map((file) => ({ file, ...read(readFileSync(join(import.meta.dirname, file), 'utf8')) }));

describe('prompts by example', () => {
  it.each(examples)('$file: $title', ({ headers, prompt, withFiles }) => {
    const header = (name: string): string => headers.get(name) ?? '';
    const begin = header('begin');
    const vocabulary = new SmallVocabulary({
      controlTokens: header('control tokens').split(' '),
      ...(begin === 'none' ? {} : { begin }),
      spacePrefix: header('adds a space') === 'yes',
    });
    const format = detectFim(vocabulary, header('architecture'), header('name'));
    expect(format.family).toBe(header('family'));
    expect(vocabulary.render([...format.stopTokens])).toBe(header('stops'));
    const request = { vocabulary, format, prefix: BEFORE, suffix: AFTER, prefixComplete: true, path: 'area.py' };
    const built = buildPrompt({ ...request, budget: 500 });
    expect(vocabulary.render(built.tokens)).toBe(prompt);
    expect(vocabulary.render(built.tokens.slice(-built.tailTokens)).endsWith('    return ')).toBe(true);

    const layout = format.files;
    const measure = (text: string): readonly number[] => tokenizeSection(vocabulary, text, format.spacePrefix);
    const names = { repository: 'geometry', path: 'area.py', languageId: 'python' };
    const filled = { ...names, layout, measure };
    const { begin: first, current } = frameSegments(filled);
    const files = [...first, ...fileSegments(OTHER, filled), ...current];
    const told = buildPrompt({ ...request, budget: 500, files: () => files });
    expect(vocabulary.render(told.tokens)).toBe(withFiles);
    expect(told.segments.flatMap(({ tokens }) => tokens)).toEqual(told.tokens);
  });

  it('shows every family', () => {
    const shown = new Set(examples.map(({ headers }) => headers.get('family')));
    expect(FAMILIES.map((family) => family.name).filter((name) => !shown.has(name))).toEqual([]);
  });
});

function read(source: string): { title: string; headers: ReadonlyMap<string, string>; prompt: string; withFiles: string } {
  const parts = /^(?<title>.*)\n(?<headers>[^]*?)\n\n--- prompt\n(?<prompt>[^]*)\n--- with files\n(?<withFiles>[^]*)\n---\n$/u.exec(source)?.groups;
  if (!parts) throw new Error(`Not an example:\n${source}`);
  const lines = parts['headers']!.split('\n').map((line) => /^([^:]+): (.*)$/.exec(line)!);
  return {
    title: parts['title']!,
    headers: new Map(lines.map((match) => [match[1]!, match[2]!])),
    prompt: parts['prompt']!,
    withFiles: parts['withFiles']!,
  };
}
