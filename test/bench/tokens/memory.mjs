/** node --expose-gc memory.mjs ENCODING BYTES: what one encoding keeps in memory after the corpus, in bytes. */
import { readCorpus } from './corpus.mjs';
import { openTokenizer, runOver } from './engines.mjs';

const [encoding, bytes] = process.argv.slice(2);
// One is opened before, so that code and what tokenizers share are in both figures; it stays, so that its memory is.
const first = await openTokenizer(encoding);
first.encode('some text');
const { texts } = readCorpus(Number(bytes));
const before = used();
const tokenizer = await openTokenizer(encoding);
await runOver((text) => tokenizer.encode(text), texts);
const after = used();
if (first.count('x') !== tokenizer.count('x')) throw new Error('They count differently.');
console.log(
  JSON.stringify({ retained: after.kept - before.kept, resident: after.resident - before.resident }),
);

function used() {
  for (let i = 0; i < 4; i++) globalThis.gc();
  const { arrayBuffers, heapUsed, rss } = process.memoryUsage();
  return { kept: heapUsed + arrayBuffers, resident: rss };
}
