import { beforeAll, describe, expect, it } from 'vitest';
import { complete, type CompletionModel } from '../../../sidecar/completion/complete';
import { inspect } from '../../../sidecar/completion/inspect';
import { ContextPacker } from '../../../sidecar/context/packer';
import type { CompleteParams, ContextItem, InspectResult } from '../../../sidecar/protocol';
import { grammarFinder } from '../../../sidecar/server/grammars';
import { openCompletionModel, runNow } from '../sidecar/lib/completionModel';
import { paramsOf } from '../sidecar/lib/sidecar';
import { syntax } from '../syntax/support';

let model: CompletionModel;
beforeAll(async () => {
  model = await openCompletionModel({
    packer: new ContextPacker(),
    grammarOf: grammarFinder((language) => syntax.grammar(language)),
  });
}, 60_000);

const helper: ContextItem = {
  origin: 'definition',
  path: 'lib/units.py',
  languageId: 'python',
  text: 'def to_metres(feet):\n    return feet * 0.3048\n',
  line: 3,
  score: 1,
};
const edited: ContextItem = { ...helper, origin: 'edited', path: 'b.py', text: 'rate = 2\nunit = 3\n' };

const method = (name: string): string => `    def ${name}(self, a):\n${'        a = a + 1\n'.repeat(12)}`;
const long = `import os\n\nclass Big:\n${['one', 'two', 'three', 'four', 'five'].map(method).join('\n')}        a = `;

const params = (changes: Partial<CompleteParams> = {}): CompleteParams =>
  paramsOf({ maxTokens: 4, boundary: 'off', languageId: 'python', path: 'a.py', ...changes });

const textOf = ({ segments }: InspectResult, origin: string): string =>
  segments
    .filter((segment) => segment.origin === origin)
    .flatMap(({ tokens }) => tokens.map(({ text }) => text))
    .join('');

describe('a prompt with context', () => {
  it('is what the inspector shows, token for token', async () => {
    const asked = params({ context: [helper, edited], repository: 'geometry' });
    await model.engine.rollback({ length: 0 });
    const shown = await inspect(model, asked);
    const { stats } = await complete(model, asked, runNow());
    const ids = shown.segments.flatMap(({ tokens }) => tokens.map(({ id }) => id));
    expect(model.engine.cached.slice(0, ids.length)).toEqual(ids);
    expect(stats.promptTokens).toBe(shown.promptTokens);
    expect(textOf(shown, 'definition')).toBe(`lib/units.py\n${helper.text}`);
    expect(shown.segments.find(({ origin }) => origin === 'definition')).toMatchObject({
      line: 3,
      // The path.
      heading: 1,
    });
  });

  it('says what is in the cache as the completion then finds it', async () => {
    const first = params({ context: [helper], prefix: 'x = to_' });
    await complete(model, first, runNow());
    const next = params({ context: [helper], prefix: 'x = to_me' });
    const { reusedTokens, segments } = await inspect(model, next);
    const { stats } = await complete(model, next, runNow());
    expect(stats.reused).toBe(reusedTokens);
    const tokens = segments.flatMap((segment) => segment.tokens);
    expect(tokens.filter(({ reused }) => reused)).toHaveLength(reusedTokens);
  });

  it('keeps what stays in its place, so that it is not evaluated again', async () => {
    await complete(model, params({ context: [helper] }), runNow());
    const { stats } = await complete(model, params({ context: [edited, helper] }), runNow());
    const told = model.engine.vocabulary.tokenize(`lib/units.py\n${helper.text}`).length;
    expect(stats.reused).toBeGreaterThanOrEqual(told);
  });

  it('is shown exactly, also where tokens cut characters', async () => {
    const prefix = '\ufeffgreeting = "😀 naïve"\n';
    const shown = await inspect(model, params({ prefix, suffix: '' }));
    expect(textOf(shown, 'before') + textOf(shown, 'line')).toBe(prefix);
  });

  it('stays in its budget, and the inspector changes nothing', async () => {
    const many = Array.from({ length: 30 }, (_, i) => ({
      ...helper,
      path: `f${i}.py`,
      text: `value${i} = ${i}\n`.repeat(i + 1),
    }));
    const asked = params({ context: many, prefix: long, maxPromptTokens: 200 });
    const once = await inspect(model, asked);
    expect(once.promptTokens).toBeLessThanOrEqual(200);
    expect(once.cuts.length).toBeGreaterThan(0);
    expect(await inspect(model, asked)).toEqual(once);
  });
});

describe('a file that does not fit', () => {
  it('keeps its imports and signatures', async () => {
    const shown = await inspect(model, params({ prefix: long, suffix: '', maxPromptTokens: 220 }));
    expect(textOf(shown, 'outline')).toMatch(/^import os\nclass Big:\n(?: {4}def \w+\(self, a\):\n)+$/);
    expect(textOf(shown, 'before') + textOf(shown, 'line')).toMatch(/a = $/);
    expect(shown.promptTokens).toBeLessThanOrEqual(220);
    expect(shown.cuts[0]?.reason).toBe(
      'There was no room for the text further up: its outline stands for it.',
    );
  });

  it('keeps its outline while the line grows', async () => {
    const asked = (typed: string): CompleteParams => params({ prefix: long + typed, maxPromptTokens: 220 });
    const before = await inspect(model, asked(''));
    await complete(model, asked(''), runNow());
    const { stats } = await complete(model, asked('b'), runNow());
    expect(textOf(await inspect(model, asked('b')), 'outline')).toBe(textOf(before, 'outline'));
    expect(stats.evaluated).toBeLessThan(8);
  });
});
