/** One first pass in a process of its own: node cold.mjs ENGINE ENCODING BYTES, prints {tokens, ms, bytes}. */
import { readCorpus } from './corpus.mjs';
import { countAll, ENGINES } from './engines.mjs';

const [engine, encoding, bytes] = process.argv.slice(2);
const corpus = readCorpus(Number(bytes));
const count = await ENGINES[engine](encoding);
console.log(JSON.stringify({ ...countAll(count, corpus.texts), bytes: corpus.bytes }));
