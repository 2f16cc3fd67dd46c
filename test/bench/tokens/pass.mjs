/**
 * One process of one engine: node pass.mjs ENGINE ENCODING BYTES PASSES, where PASSES is of "encode" and "count",
 * with commas. Prints {bytes, passes: [{tokens, ms}]}.
 */
import { readCorpus } from './corpus.mjs';
import { openEngine, runOver } from './engines.mjs';

const [engine, encoding, bytes, passes] = process.argv.slice(2);
const corpus = readCorpus(Number(bytes));
const opened = await openEngine(engine, encoding);
const results = [];
for (const pass of passes.split(',')) results.push(await runOver(opened[pass], corpus.texts));
console.log(JSON.stringify({ bytes: corpus.bytes, passes: results }));
