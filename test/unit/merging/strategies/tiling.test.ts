import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { bytes } from '../../../../language-tokenizers/merging/strategies/bytes';
import { hatWords } from '../../../../language-tokenizers/merging/strategies/hatWords';
import { identifiers } from '../../../../language-tokenizers/merging/strategies/identifiers';
import { identifierWords } from '../../../../language-tokenizers/merging/strategies/identifierWords';
import { leaves } from '../../../../language-tokenizers/merging/strategies/leaves';
import { lexicalUnits } from '../../../../language-tokenizers/merging/strategies/lexicalUnits';
import { longestFirst } from '../../../../language-tokenizers/merging/strategies/longestFirst';
import { whitespace } from '../../../../language-tokenizers/merging/strategies/whitespace';
import { wordPooling } from '../../../../language-tokenizers/merging/strategies/wordPooling';
import { fixtures } from '../../syntax/support';
import { read } from '../support';
import { expectTiling } from './support';

const RULES = [
  ...[identifiers, leaves, identifierWords, whitespace, longestFirst],
  ...[hatWords, wordPooling, bytes, lexicalUnits],
];

const FILES = 1000;
const LONGEST = 1_500;
const SOURCES = /\.(c|cc|cpp|h|go|java|js|mjs|cjs|ts|json|py|rs|scm|swift|toml|html|css|f90|yml|sh)$/;

/** Real files, the same in each run: every n-th of the sources that the project's packages bring. */
function sample(): { file: string; text: string }[] {
  const modules = path.resolve(import.meta.dirname, '../../../../node_modules');
  const files = readdirSync(modules, { recursive: true, encoding: 'utf8' })
    .filter((file) => SOURCES.test(file) && !file.startsWith('.'))
    .map((file) => path.join(modules, file))
    .filter((file) => statSync(file).isFile())
    .sort();
  const step = files.length / FILES;
  return Array.from({ length: FILES }, (_, i) => {
    const file = files[Math.floor(i * step)]!;
    return { file, text: readFileSync(file, 'utf8').slice(0, LONGEST) };
  });
}

/** A model's surprisal, in bits, that comes and goes. */
const wave = (length: number): Float32Array =>
  new Float32Array(length).map((_, i) => (i % 7 === 0 ? 3 : 0.1));

it(`pieces of every rule tile ${FILES} real files`, async () => {
  const applies = RULES.map((rule) => rule.prepare([]));
  let merged = 0;
  for (const { file, text } of [...fixtures, ...sample()]) {
    const plain = await read(file, text);
    const tokenized = { ...plain, surprisal: wave(plain.tokens.length) };
    RULES.forEach((rule, i) => {
      const pieces = applies[i]!(tokenized);
      expectTiling(rule, tokenized, pieces);
      if (rule === identifiers) merged += tokenized.tokens.length - pieces.count;
    });
  }
  expect(merged).toBeGreaterThan(0);
}, 180_000);
