/**
 * Speed of Tokompiler on C, in one thread: from text to ids, and what of that is parsing.
 *
 *   node test/bench/tokompiler.mjs
 */
import { readFile } from 'node:fs/promises';
import { grammarFile } from '../../scripts/grammars/packages.mjs';
import { importTs } from '../../scripts/lib/import-ts.mjs';
import { largeText } from './syntax/texts.mjs';
import { cpuTime } from './tokens/measure.mjs';

const ROUNDS = 7;
const TARGET = 3;

const core = await importTs('test/bench/tokompiler/core.ts');

export async function run() {
  const syntax = new core.Syntax((name) => readFile(grammarFile(name)));
  const grammar = await syntax.grammar(core.languageById('c'));
  const text = largeText('c', (source) => isRight(grammar, source));
  const megabytes = Buffer.byteLength(text) / 1e6;
  const legs = { parse: [], leaves: [], ids: [], tokens: [], replaced: [] };
  for (let round = 0; round < ROUNDS; round++) {
    const document = new core.SyntaxDocument(grammar, text);
    legs.parse.push(cpuTime(() => document.status).ms);
    let found;
    legs.leaves.push(cpuTime(() => (found = core.tokompile(document, text, { wide: true }))).ms);
    legs.ids.push(cpuTime(() => found.ids).ms);
    legs.tokens.push(cpuTime(() => found.tokens).ms);
    legs.replaced.push(cpuTime(() => found.replaced).ms);
    document.dispose();
  }
  const whole = legs.parse.map((_, i) => legs.parse[i] + legs.leaves[i] + legs.ids[i]);
  const own = legs.parse.map((_, i) => legs.leaves[i] + legs.ids[i]);
  return {
    title: 'Tokompiler on C',
    rows: [
      row('text to ids', whole, megabytes, TARGET),
      row('parse alone', legs.parse, megabytes),
      row('tree to ids', own, megabytes),
      row('tree to leaves and names', legs.leaves, megabytes),
      row('leaves to ids', legs.ids, megabytes),
      row('leaves to tokens', legs.tokens, megabytes),
      row('the text with names replaced', legs.replaced, megabytes),
    ],
    notes: [`Medians of ${ROUNDS} rounds of ${megabytes.toFixed(2)} MB, in CPU time of one thread.`],
  };
}

function row(name, times, megabytes, target) {
  const median = times.toSorted((a, b) => a - b)[times.length >> 1];
  return {
    name,
    'MB/s': Number(((megabytes / median) * 1000).toPrecision(3)),
    ms: Number(median.toPrecision(3)),
    ...(target !== undefined && { target }),
  };
}

function isRight(grammar, source) {
  const document = new core.SyntaxDocument(grammar, source);
  const { hasErrors } = document;
  document.dispose();
  return !hasErrors;
}

if (process.argv[1] === import.meta.filename) console.log(JSON.stringify(await run(), null, 2));
