import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { postprocess } from '../../../sidecar/postprocess/index';
import { FILTERS } from '../../../sidecar/postprocess/registry';
import { syntaxOpener } from '../../../sidecar/postprocess/syntax/index';
import { syntax } from '../../unit/syntax/support';
import { readExample, show } from './example';

const examples = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.txt'))
  .map((file) => ({ file, ...readExample(readFileSync(join(import.meta.dirname, file), 'utf8')) }));

/** A grammar's first parse takes its time. */
const openSyntax = syntaxOpener((language) => syntax.grammar(language), Infinity);

/** Public threads in which users complain of what a filter can set right. */
const COMPLAINTS = [
  ...['huggingface/llm-vscode#128', 'microsoft/vscode#187151', 'microsoft/vscode#136452'],
  ...['microsoft/vscode#154824', 'zbirenbaum/copilot-cmp#41', 'rstudio/rstudio#13481', 'ggml-org/llama.vim#71'],
  ...['ggml-org/llama.vscode#72', 'github-community copilot-release#9261', 'continuedev/continue#1032'],
  ...['sourcegraph/cody#5581', 'continuedev/continue#7876', 'ggml-org/llama.vscode#8'],
];

describe('post-processing by example', () => {
  it.each(examples)('$file: $title', async ({ headers, written, inserted }) => {
    const [prefix, raw, suffix] = written;
    const languageId = headers.get('language') ?? '';
    const place = { prefix, suffix, languageId, path: '', prefixComplete: true, suffixComplete: true };
    const opened = headers.get('syntax') === 'off' ? undefined : await openSyntax(place);
    const mode = headers.get('mode') === 'line' ? 'line' : 'block';
    const result = postprocess(raw, { prefix, suffix, languageId, mode, ...(opened && { syntax: opened }) });
    opened?.dispose();
    expect(show(prefix, result.text, suffix)).toBe(show(...inserted));
    expect(result.filters.join(', ') || 'none').toBe(headers.get('filters'));
  });

  it('shows every filter at work, and where it has nothing to do', () => {
    const shown = new Set(examples.flatMap(({ headers }) => headers.get('filters')?.split(', ') ?? []));
    const idle = new Set(
      examples.filter(({ headers }) => headers.get('filters') === 'none').map(({ file }) => file.split('.')[0]),
    );
    const names = FILTERS.map((filter) => filter.name);
    expect(names.filter((name) => !shown.has(name))).toEqual([]);
    expect(names.filter((name) => !idle.has(name) && name !== 'line-breaks' && name !== 'blank')).toEqual([]);
  });

  it('answers the complaints of users that a filter can answer', () => {
    const named = new Set(examples.map(({ headers }) => headers.get('complaint')));
    expect(COMPLAINTS.filter((thread) => !named.has(thread))).toEqual([]);
  });

  it('has many examples in many languages', () => {
    const languages = new Set(examples.map(({ headers }) => headers.get('language')));
    expect(examples.length).toBeGreaterThanOrEqual(120);
    expect(languages.size).toBeGreaterThanOrEqual(15);
  });
});
