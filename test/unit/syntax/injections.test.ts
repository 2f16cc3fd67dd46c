import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languageOfFence } from '../../../language-tokenizers/syntax/injections/markdown';
import { languageById } from '../../../language-tokenizers/syntax/languages';
import { SyntaxDocument } from '../../../language-tokenizers/syntax/document';
import { Syntax } from '../../../language-tokenizers/syntax/syntax';
import { unitOf } from '../../../language-tokenizers/syntax/unitRun';
import { DocumentText } from '../../../language-tokenizers/text/documentText';
import { loadAsset, syntax } from './support';

const html = languageById('html')!;
const markdown = languageById('markdown')!;

/** "text kind" of each unit. */
async function units(language: string, text: string): Promise<string[]> {
  const document = await syntax.open(languageById(language)!, text);
  const found = document.units().map(({ kind, start, end }) => `${text.slice(start, end)} ${kind}`);
  document.dispose();
  return found;
}

describe('HTML', () => {
  it.each([
    ['<script>let a = 1;</script>', 'let keyword'],
    ['<script type="module">let a = 1;</script>', 'let keyword'],
    ['<SCRIPT TYPE=text/javascript>let a = 1;</SCRIPT>', 'let keyword'],
    ['<script lang="ts">let a: number;</script>', 'number type'],
    ['<script type="application/ld+json">{"a": null}</script>', 'null keyword'],
    ['<style>a { color: red }</style>', 'color identifier'],
    ['<style lang="scss">a { color: red }</style>', 'color identifier'],
  ])('%s holds the unit "%s"', async (text, unit) => {
    expect(await units('html', text)).toContain(unit);
  });

  it.each(['<script type="x-shader/x-vertex">let a;</script>', '<style lang="stylus">a\n  b c</style>'])(
    'what no grammar reads is one unit: %s',
    async (text) => {
      const inner = /(?<=>)[^]+(?=<)/.exec(text)![0];
      expect(await units('html', text)).toContain(`${inner} string`);
    },
  );

  it('errors in a script stay in it', async () => {
    const found = await units('html', '<p>x</p><script>let = ) (</script><p>y</p>');
    expect(found.slice(-4)).toEqual(['y string', '</ punctuation', 'p identifier', '> punctuation']);
  });
});

describe('Markdown', () => {
  it.each([
    ['```python\nx = None\n```\n', 'None keyword'],
    ['```{.rs .numbered}\nlet x: u8 = 1;\n```\n', 'u8 type'],
    ['~~~ C++ title=x\nint a;\n~~~\n', 'int type'],
    ['> ```js\n> let a = 1;\n> let b;\n> ```\n', 'b identifier'],
    ['- item\n\n  ```go\n  var a int\n  ```\n', 'var keyword'],
    ['---\ntitle: true\n---\n# x\n', 'true keyword'],
    ['Some `code` here\n', '` punctuation'],
    ['<div>\n<script>let a;</script>\n</div>\n', 'let keyword'],
    ['````md\n```js\nlet a;\n```\n````\n', 'let keyword'],
  ])('%j holds the unit "%s"', async (text, unit) => {
    expect(await units('markdown', text)).toContain(unit);
  });

  it('a fence in a language that nobody knows is one unit', async () => {
    expect(await units('markdown', '```nosuch\nlet a;\n```\n')).toContain('let a;\n string');
  });

  it.each([
    ['js', 'javascript'],
    ['  TypeScript  ', 'typescript'],
    ['py', 'python'],
    ['{.cpp}', 'cpp'],
    ['c#', 'csharp'],
    ['rust,ignore', 'rust'],
    ['sh', 'bash'],
    ['', undefined],
    ['toString', undefined],
  ])('the word "%s" after a fence names %s', (info, id) => {
    expect(languageOfFence(info)).toBe(id);
  });
});

it('a grammar that does not load leaves the host its units, and the error is told', async () => {
  const broken = new Syntax(async (name) => {
    if (name === 'tree-sitter-css.wasm') throw new Error('no such file');
    return loadAsset(name);
  });
  const text = '<style>a { b: c }</style><script>let a;</script>';
  const document = await broken.open(html, text);
  const found = document.units().map(({ start, end }) => text.slice(start, end));
  expect(found).toContain('a { b: c }');
  expect(found).toContain('let');
  expect(await document.loadEmbedded()).toMatchObject([
    { message: expect.stringContaining('CSS') as string },
  ]);
  document.dispose();
});

const LONG = 'const answer = { of: "all", is: [42] }; // yes\n'.repeat(100);
const PAGE = `<html>\n<head><style>\n${'a { color: red }\n'.repeat(20)}</style></head>\n<script lang="ts">\n${LONG}</script>\n<p>x</p>\n<script type="application/json">{"a": [1, 2]}</script>\n</html>\n`;
const PROSE = `# Title\n\nSome *text* with \`code\`.\n\n\`\`\`js\n${LONG}\`\`\`\n\n> \`\`\`python\n> x = 1\n> \`\`\`\n\n- a\n- b\n`;

describe.each([
  [html, PAGE],
  [markdown, PROSE],
])('$name under edit', (language, text) => {
  it('has the units of a document that is read afresh, where both texts are right', async () => {
    const grammar = await syntax.grammar(language);
    const spots = [...text.matchAll(/answer|color|red|42|lang="ts"|```js|x = 1|Title|code/g)];
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(), fc.constantFrom('x', 'ab', '7', '')), { minLength: 1, maxLength: 6 }),
        async (edits) => {
          const content = new DocumentText(text);
          const document = new SyntaxDocument(grammar, content.buffer, { grammars: syntax });
          await document.loadEmbedded();
          for (const [at, inserted] of edits) {
            const { index, 0: word } = spots[at % spots.length]!;
            const start = Math.min(content.length, index + (word.length >> 1));
            const edit = { start, end: start, text: inserted };
            content.applyEdits([edit]);
            document.edit(edit, content.buffer);
            document.run();
          }
          // An edit may have named another language.
          await document.loadEmbedded();
          const fresh = await syntax.open(language, content.text);
          if (!fresh.hasErrors) {
            compared++;
            const [one, other] = [document.run(), fresh.run()];
            const list = (run: typeof one) => Array.from({ length: run.length }, (_, i) => unitOf(run, i));
            expect(list(one)).toEqual(list(other));
          }
          document.dispose();
          fresh.dispose();
        },
      ),
      { numRuns: 25 },
    );
    expect(compared).toBeGreaterThan(5);
  }, 60_000);
});

it('a script changes with the language that its tag names, and a new language is loaded', async () => {
  const text = '<script lang="js">type A = number;</script>';
  const document = await new Syntax(loadAsset).open(html, text);
  const kindOf = (word: string, source: string) => document.unitAt(source.indexOf(word))?.kind;
  const edited = text.replace('js', 'ts');
  document.edit({ start: 14, end: 16, text: 'ts' }, edited);
  document.run();
  await document.loadEmbedded();
  expect(kindOf('number', edited)).toBe('type');
  const none = edited.replace('"ts"', '"glsl"');
  document.edit({ start: 14, end: 16, text: 'glsl' }, none);
  expect(document.units().map(({ start, end }) => none.slice(start, end))).toContain('type A = number;');
  document.dispose();
});

it('nesting ends', async () => {
  let text = 'x\n';
  for (let depth = 0; depth < 8; depth++) {
    const fence = '`'.repeat(3 + depth);
    text = `${fence}md\n${text}${fence}\n`;
  }
  const document = await syntax.open(markdown, text);
  expect(document.run().length).toBeGreaterThan(10);
  document.dispose();
});
