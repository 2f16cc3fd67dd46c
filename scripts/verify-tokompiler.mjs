/**
 * `npm run verify:tokompiler -- PATH… [--sample MB] [--max-bytes N]`
 *
 * Tokompiles every file under the paths in a language that Tokompiler reads, and checks of each that its leaves
 * are restored from the JSON document alone, are all of the text but layout, that other names give the same tokens,
 * that ids decode to the tokens, and that numbers are in their range. Prints a table; exits with 1 if anything is
 * wrong.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { grammarFile } from './grammars/packages.mjs';
import { importTs } from './lib/import-ts.mjs';
import { say } from './lib/log.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { listFiles, readText, sampleFiles } from './verify/files.mjs';
import { checkText, restoring } from './verify/tokompilerChecks.mjs';

const LANGUAGES = new Set(
  'c cpp cuda fortran fortran-fixed python javascript typescript tsx java go rust csharp'.split(' '),
);
const MAX_BYTES = 1_000_000;
const SHOWN = 10;

const { values, positionals: paths } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string' },
    'max-bytes': { type: 'string', default: String(MAX_BYTES) },
  },
});
if (paths.length === 0) usage('Name files or folders.');
const maxBytes = Number(values['max-bytes']);
if (!(maxBytes > 0)) usage('--max-bytes takes a number of bytes.');
if (values.sample !== undefined && !(Number(values.sample) > 0)) usage('--sample takes megabytes.');

await ensureDependencies();
const core = await importTs('test/bench/tokompiler/core.ts');
const syntax = new core.Syntax((name) => readFile(grammarFile(name)));

let files;
try {
  files = listFiles(paths).filter(
    ({ file, size }) => size <= maxBytes && LANGUAGES.has(core.languageOfFile(file)?.id),
  );
} catch (error) {
  usage(error.message);
}

if (values.sample !== undefined) files = sampleFiles(files, 1e6 * Number(values.sample));

const totals = new Map();
const grammarWords = new Map();
const failures = [];
const skipped = [];
for (const { file } of files) {
  const text = readText(file);
  if (text === undefined) {
    skipped.push(file);
    continue;
  }
  const language = core.languageOfFile(file, text);
  await verifyText(file, text, language);
}
report();

async function verifyText(file, text, language) {
  const grammar = await syntax.grammar(language);
  const total = totals.get(language.name) ?? newTotal();
  totals.set(language.name, total);
  const again = (other, options) => tokompileText(grammar, other, { wide: true, ...options });
  try {
    const found = again(text);
    count(total, found, text);
    const wrong =
      checkText(core, found, again, (word) => isWord(grammar, word)) ??
      prefixed('as published', restoring(core, again(text, { faithful: true })));
    if (wrong) failures.push(`${file}: ${wrong}`);
  } catch (error) {
    failures.push(`${file}: ${error.stack ?? error}`);
  }
}

function tokompileText(grammar, text, options) {
  const document = new core.SyntaxDocument(grammar, text);
  try {
    return core.tokompile(document, text, options);
  } finally {
    document.dispose();
  }
}

function newTotal() {
  return {
    files: 0,
    bytes: 0,
    broken: 0,
    refused: 0,
    tokens: 0,
    unknown: { strict: 0, extended: 0 },
    code: 0,
    codeUnknown: { strict: 0, extended: 0 },
  };
}

function count(total, found, text) {
  total.files++;
  total.bytes += Buffer.byteLength(text);
  total.broken += Number(found.hasErrors);
  total.refused += Number(found.names.some(({ number }) => number >= 1000));
  total.tokens += found.tokens.length;
  const comments = commentTokens(found);
  total.code += found.tokens.length - comments.size;
  for (const vocabulary of [core.STRICT, core.EXTENDED]) {
    found.tokens.forEach((token, i) => {
      if (vocabulary.idOf(token) !== undefined) return;
      total.unknown[vocabulary.name]++;
      if (!comments.has(i)) total.codeUnknown[vocabulary.name]++;
    });
  }
}

/** Places of tokens that are of comments. */
function commentTokens({ text, leaves, tokenEnds, language }) {
  const isComment = language.startsWith('fortran') ? /^[!cC*dD](?!\w*$)/ : /^\/[/*]/;
  const found = new Set();
  for (let i = 0; i < leaves.length; i++) {
    if (leaves.symbols[i] >= 0 || !isComment.test(text.slice(leaves.starts[i], leaves.ends[i]))) continue;
    for (let at = i > 0 ? tokenEnds[i - 1] : 0; at < tokenEnds[i]; at++) found.add(at);
  }
  return found;
}

/** Words that the grammar knows must stay what they are. */
function isWord(grammar, word) {
  if (!grammarWords.has(grammar))
    grammarWords.set(grammar, new Set(grammar.wasm.types.map((type) => type?.toLowerCase())));
  return grammarWords.get(grammar).has(word.toLowerCase());
}

function prefixed(prefix, wrong) {
  return wrong && `${prefix}: ${wrong}`;
}

function report() {
  const share = (part, whole) => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(2)} %`);
  console.log(
    row(
      'language',
      'files',
      'MB',
      'broken',
      '> 1,000',
      'tokens',
      'strict',
      'extended',
      'code',
      'strict',
      'extended',
    ),
  );
  for (const [name, one] of totals) {
    console.log(
      row(
        name,
        one.files,
        (one.bytes / 1e6).toFixed(1),
        one.broken,
        one.refused,
        one.tokens,
        share(one.unknown.strict, one.tokens),
        share(one.unknown.extended, one.tokens),
        one.code,
        share(one.codeUnknown.strict, one.code),
        share(one.codeUnknown.extended, one.code),
      ),
    );
  }
  console.log('Shares of unknown tokens: of all, and of those that are not of comments ("code").');
  if (skipped.length > 0) console.log(`${skipped.length} files were binary.`);
  for (const failure of failures.slice(0, SHOWN)) console.log(`  ${failure}`);
  console.log(failures.length === 0 ? 'Nothing is wrong.' : `${failures.length} files are wrong.`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

function row(name, ...cells) {
  return name.padEnd(22) + cells.map((cell) => cell.toLocaleString('en').padStart(12)).join('');
}

function usage(text) {
  say(text);
  process.exit(2);
}
