/** A thread of scripts/verify-tokens.mjs: compares the batches that it is sent, one after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { compareText, tokenBytesOf } from './compare.mjs';
import { readText } from './files.mjs';
import { hostileBatch } from './hostileSet.mjs';
import { openSubject } from './subjects.mjs';

const { name, reference } = workerData;
const subject = await openSubject(name, reference);
const tokenBytes = tokenBytesOf(subject);

parentPort.on('message', async (batch) => {
  const result = { texts: 0, bytes: 0, tokens: 0, differences: [], unread: [] };
  for (const [label, text] of batch.files ? texts(batch.files, result.unread) : hostileBatch(batch.hostile)) {
    result.texts++;
    result.bytes += Buffer.byteLength(text);
    const { tokens, difference } = await compareText(subject, text, tokenBytes).catch((error) => ({
      tokens: 0,
      difference: String(error),
    }));
    result.tokens += tokens;
    if (difference) result.differences.push(`${label}: ${difference}`);
  }
  parentPort.postMessage(result);
});
parentPort.postMessage(undefined);

function* texts(files, unread) {
  for (const file of files) {
    let text;
    try {
      text = readText(file);
    } catch (error) {
      // Files come and go while a long run goes on.
      unread.push(`${file}: ${error.message}`);
    }
    if (text !== undefined) yield [file, text];
  }
}
