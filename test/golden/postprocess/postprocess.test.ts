import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { postprocess } from '../../../sidecar/postprocess/index';
import { FILTERS } from '../../../sidecar/postprocess/registry';

const examples = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.txt'))
  .map((file) => ({ file, ...read(readFileSync(join(import.meta.dirname, file), 'utf8')) }));

describe('post-processing by example', () => {
  it.each(examples)('$file: $title', ({ headers, written, inserted }) => {
    const [prefix, raw, suffix] = written;
    const mode = headers.get('mode') === 'line' ? 'line' : 'block';
    const result = postprocess(raw, { prefix, suffix, languageId: headers.get('language') ?? '', mode });
    expect(show(prefix, result.text, suffix)).toBe(show(...inserted));
    expect(result.filters.join(', ') || 'none').toBe(headers.get('filters'));
  });

  it('shows every filter at work', () => {
    const shown = new Set(examples.flatMap(({ headers }) => headers.get('filters')?.split(', ') ?? []));
    expect(FILTERS.map((filter) => filter.name).filter((name) => !shown.has(name))).toEqual([]);
  });
});

interface Example {
  readonly title: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly written: Marked;
  readonly inserted: Marked;
}

/** Code before the completion, the completion, and code after it. */
type Marked = readonly [string, string, string];

function read(source: string): Example {
  const parts = /^(?<title>.*)\n(?<headers>[^]*)\n\n--- written\n(?<written>[^]*)\n--- inserted\n(?<inserted>[^]*)\n$/u.exec(
    source,
  )?.groups;
  if (!parts) throw new Error(`Not an example:\n${source}`);
  const lines = parts['headers']!.split('\n').map((line) => /^(\w+): (.*)$/.exec(line)!);
  return {
    title: parts['title']!,
    headers: new Map(lines.map((match) => [match[1]!, match[2]!])),
    written: marked(parts['written']!),
    inserted: marked(parts['inserted']!),
  };
}

function marked(code: string): Marked {
  const visible = code.replaceAll('·', ' ').replaceAll('→', '\t').replaceAll('␍', '\r');
  const parts = visible.split(/[├┤]/);
  if (parts.length !== 3) throw new Error(`One ├completion┤ wanted:\n${code}`);
  return [parts[0]!, parts[1]!, parts[2]!];
}

function show(prefix: string, text: string, suffix: string): string {
  return `${prefix}├${text}┤${suffix}`.replaceAll('\t', '→').replaceAll('\r', '␍');
}
