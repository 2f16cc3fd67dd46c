/** node hostile.mjs ENGINE INDEX LENGTH: the time of one hostile text in a fresh process, {ms, tokens}. */
import { longTexts } from '../../../scripts/verify/hostile.mjs';
import { openEngine, runOver } from './engines.mjs';

const [engine, index, length] = process.argv.slice(2);
const [, text] = longTexts(Number(length))[Number(index)];
const opened = await openEngine(engine, 'o200k_base');
await opened.encode('some text');
console.log(JSON.stringify(await runOver(opened.encode, [text])));
