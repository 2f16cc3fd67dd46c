/**
 * Speed of units: from a tree's leaves, after a keystroke in a large document, and what a hover costs after one.
 * The baseline does what a program without any of this does with web-tree-sitter: it parses the text anew and
 * walks the tree by its cursor's nodes.
 *
 *   node test/bench/syntax.mjs
 */
import { readFile } from 'node:fs/promises';
import { grammarFile } from '../../scripts/grammars/packages.mjs';
import { importTs } from '../../scripts/lib/import-ts.mjs';
import { largeText, TEXTS } from './syntax/texts.mjs';
import { openTokenizer } from './tokens/engines.mjs';
import { cpuTime } from './tokens/measure.mjs';

const ROUNDS = 7;
const BURSTS = 12;
/** Units of text that an editor shows. */
const VIEW = 4000;
const KEYSTROKE_TARGET = 8;
const LEAVES_TARGET = 1;

const core = await importTs('test/bench/syntax/core.ts');

/** Runs all of it; throws where units after edits are not those of the whole tree. */
export async function run() {
  const syntax = new core.Syntax((name) => readFile(grammarFile(name)));
  const tokenizer = await openTokenizer('o200k_base');
  const rows = [];
  for (const language of Object.keys(TEXTS)) {
    const grammar = await syntax.grammar(core.languageById(language));
    const text = largeText(language, (source) => isRight(grammar, source));
    rows.push({ name: `${language}: leaves to units`, ...measureLeaves(grammar, text) });
    rows.push({ name: `${language}: a keystroke in 1 MB`, ...measureKeystrokes(grammar, text, language) });
    rows.push({ name: `${language}: a unit's cost after it`, ...measureCosts(grammar, text, tokenizer) });
  }
  return {
    title: 'Units from syntax trees',
    rows,
    notes: [
      `Medians of ${ROUNDS} rounds in turns, in CPU time; keystrokes in wall time and, in brackets, CPU time.`,
      'A keystroke: the edit, the parse, the units of a view. Baseline: a whole parse and a walk by nodes.',
    ],
  };
}

function measureLeaves(grammar, text) {
  const tree = parse(grammar, text);
  const rules = core.UnitRules.of(grammar);
  const leaves = walkByNodes(tree).length;
  const ours = [];
  const baseline = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(cpuTime(() => core.readUnits(tree, rules, text).between(0, text.length)).ms);
    baseline.push(cpuTime(() => walkByNodes(tree)).ms);
  }
  tree.delete();
  const rate = (times) => rounded(leaves / median(times) / 1000);
  return {
    'M leaves/s': rate(ours),
    target: LEAVES_TARGET,
    'baseline M/s': rate(baseline),
    ratio: rounded(median(baseline) / median(ours)),
  };
}

function measureKeystrokes(grammar, text, language) {
  const { after, typed } = TEXTS[language];
  const content = new core.DocumentText(text);
  const document = new core.SyntaxDocument(grammar, content.buffer);
  content.follow(document);
  document.run();
  const wall = [];
  const cpu = [];
  for (let burst = 0; burst < BURSTS; burst++) {
    after.lastIndex = (burst * 7_919_113) % (text.length - 50_000);
    let at = (after.exec(content.text) ?? after.exec(content.text)).index + 1;
    const indent = /\r?\n([ \t]*)/y;
    indent.lastIndex = at;
    for (const letter of `\n${indent.exec(content.text)?.[1] ?? ''}${typed}`) {
      const start = performance.now();
      const { ms } = cpuTime(() => {
        content.applyEdits([{ start: at, end: at, text: letter }]);
        document.run(Math.max(0, at - VIEW / 2), at + VIEW / 2);
      });
      wall.push(performance.now() - start);
      cpu.push(ms);
      at++;
    }
  }
  checkUnits(document, grammar, content.text);
  document.dispose();
  const whole = Array.from({ length: 3 }, () => {
    const start = performance.now();
    const tree = parse(grammar, content.text);
    walkByNodes(tree);
    tree.delete();
    return performance.now() - start;
  });
  return {
    'p50 ms': `${at(wall, 0.5)} (${at(cpu, 0.5)})`,
    'p95 ms': `${at(wall, 0.95)} (${at(cpu, 0.95)})`,
    target: KEYSTROKE_TARGET,
    'baseline ms': rounded(median(whole)),
    ratio: rounded(median(whole) / at(wall, 0.5)),
  };
}

/** What the hover says of the commonest unit, of a rare one, and of those between. */
function measureCosts(grammar, text, tokenizer) {
  const content = new core.DocumentText(text);
  const view = tokenizer.view(content);
  const document = new core.SyntaxDocument(grammar, content.buffer);
  content.follow(document);
  document.run();
  const times = [];
  for (let round = 0; round < 40; round++) {
    const place = (round * 7_919_113) % (text.length - 100);
    content.applyEdits([{ start: place, end: place, text: ' ' }]);
    const unit = document.units(place, place + 100)[0];
    times.push(wallTime(() => core.unitCost(unit, document.run(), content.text, view)));
  }
  document.dispose();
  view.dispose();
  return { 'p50 ms': String(at(times, 0.5)), 'p95 ms': String(at(times, 0.95)) };
}

function checkUnits(document, grammar, text) {
  const fresh = new core.SyntaxDocument(grammar, text);
  const [one, other] = [document.run(), fresh.run()];
  const same = one.length === other.length && one.starts.every((start, i) => start === other.starts[i]);
  fresh.dispose();
  if (!same) throw new Error('Units after typing are not those of the text.');
}

/** Units as a list of leaves, by the cursor's nodes. */
function walkByNodes(tree) {
  const found = [];
  const cursor = tree.walk();
  for (;;) {
    if (cursor.gotoFirstChild()) continue;
    const { type, startIndex, endIndex, isNamed } = cursor.currentNode;
    found.push({ type, startIndex, endIndex, isNamed });
    while (!cursor.gotoNextSibling()) {
      if (!cursor.gotoParent()) {
        cursor.delete();
        return found;
      }
    }
  }
}

function parse(grammar, text) {
  const parser = new core.Parser();
  parser.setLanguage(grammar.wasm);
  const tree = parser.parse(text);
  parser.delete();
  return tree;
}

function isRight(grammar, text) {
  const tree = parse(grammar, text);
  const { hasError } = tree.rootNode;
  tree.delete();
  return !hasError;
}

function wallTime(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function median(numbers) {
  return at(numbers, 0.5);
}

function at(numbers, share) {
  return rounded(numbers.toSorted((a, b) => a - b)[Math.floor(share * numbers.length)]);
}

function rounded(number) {
  return Number(number.toPrecision(3));
}

if (process.argv[1] === import.meta.filename) console.log(JSON.stringify(await run(), null, 2));
