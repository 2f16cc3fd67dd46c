/**
 * What post-processing costs a request while somebody types in a TypeScript file of 2,000 lines: the answers are what
 * really stood at the cursor, alone or with text behind it that does not belong there. A session is 16 letters at one
 * place; its first request may have to read what is parsed of the file anew.
 *
 *   npm run bench -- --only postprocess
 */
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { grammarFile } from '../../scripts/grammars/packages.mjs';
import { importTs } from '../../scripts/lib/import-ts.mjs';
import { root } from '../../scripts/lib/paths.mjs';
import { cpuTime } from './tokens/measure.mjs';

const LINES = 2000;
const SESSIONS = 30;
const LETTERS = 16;
const TARGET = 5;
/** UTF-16 units before and after the cursor that the editor and the command line send. */
const WINDOWS = { editor: [24_000, 8_000], 'whole file': [Infinity, Infinity] };
const ENDS = { right: '', 'with more behind': '\n}\n}\nfoo( bar\n' };

export async function run() {
  const core = await importTs('test/bench/postprocess/core.ts');
  const syntax = new core.Syntax((name) => readFile(grammarFile(name)));
  const grammar = await syntax.grammar(core.languageById('typescript'));
  const text = ownSources().slice(0, LINES).join('\n');
  const holes = core.holesIn(grammar, text).filter(({ start, end }) => end - start >= LETTERS);
  const rows = [];
  for (const [window, sizes] of Object.entries(WINDOWS)) {
    for (const [end, more] of Object.entries(ENDS)) {
      const open = core.syntaxOpener((language) => syntax.grammar(language));
      const times = [];
      for (let session = 0; session < SESSIONS; session++) {
        const hole = holes[Math.floor(((session * 0.618) % 1) * holes.length)];
        for (let letter = 0; letter < LETTERS; letter++) {
          times.push(await request(core, open, placeAt(text, hole, hole.start + letter, sizes), more));
        }
      }
      times.sort((a, b) => a - b);
      const at = (part) => Number(times[Math.floor(times.length * part)].toFixed(1));
      rows.push({ name: `${window}, ${end}`, 'median ms': at(0.5), target: TARGET, 'p95 ms': at(0.95) });
    }
  }
  return { title: 'Post-processing', rows, notes: `${SESSIONS} sessions of ${LETTERS} letters, CPU time.` };
}

/** Lines of this project's own code. */
function ownSources() {
  return ['stops', 'fim', 'constraints', 'completion', 'server'].flatMap((name) => {
    const folder = path.join(root, 'sidecar', name);
    const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
    return files.flatMap((file) => readFileSync(path.join(folder, file), 'utf8').split('\n'));
  });
}

function placeAt(text, { end, mode }, start, [before, after]) {
  const step = before / 2;
  const from = start <= before ? 0 : text.indexOf('\n', Math.floor((start - step) / step) * step) + 1;
  return {
    prefix: text.slice(from, start),
    middle: text.slice(start, end),
    suffix: text.slice(end, end + after),
    prefixComplete: from === 0,
    suffixComplete: end + after >= text.length,
    languageId: 'typescript',
    path: 'a.ts',
    mode,
  };
}

/** CPU milliseconds, with opening and closing the syntax. */
async function request({ postprocess }, open, place, more) {
  const opened = await open(place);
  return cpuTime(() => {
    postprocess(place.middle + more, { ...place, syntax: opened });
    opened.dispose();
  }).ms;
}
