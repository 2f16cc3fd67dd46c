/** What must hold of every text; each check returns what is wrong, or undefined. */
import { renamed } from './renaming.mjs';

/** Blanks, and marks of lines that go on. */
const LAYOUT = /^[\s\\&]*$/;
const MARK = /[\r\n][ \t]*\S(?=\s|$)/g;

/**
 * @param core the bundle of test/bench/tokompiler/core.ts
 * @param tokompiled by default rules
 * @param again tokompiles another text of the language
 */
export function checkText(core, tokompiled, again, reserved) {
  return (
    restoring(core, tokompiled) ??
    tiling(tokompiled) ??
    renaming(tokompiled, again, reserved) ??
    decoding(core, tokompiled) ??
    numbers(tokompiled.names) ??
    drawing(tokompiled, again)
  );
}

/** From the JSON document alone come the leaves of the text. */
export function restoring(core, tokompiled) {
  const document = JSON.parse(JSON.stringify(core.writeDocument(tokompiled)));
  return difference('restored', leafTexts(tokompiled), core.restore(document));
}

/** The leaves are all of the text but its layout. */
function tiling({ text, leaves }) {
  let at = 0;
  for (let i = 0; i <= leaves.length; i++) {
    const start = i < leaves.length ? leaves.starts[i] : text.length;
    if (start < at) return `leaves: one starts at ${start}, before ${at}`;
    const gap = text.slice(at, start);
    if (!LAYOUT.test(gap) && !LAYOUT.test(gap.replace(MARK, '\n')))
      return `leaves: ${JSON.stringify(gap.trim().slice(0, 80))} at ${at} is in none`;
    if (i < leaves.length) at = leaves.ends[i];
  }
  return undefined;
}

function renaming(tokompiled, again, reserved) {
  const other = again(renamed(tokompiled, reserved));
  return difference('renamed', tokompiled.tokens, other.tokens);
}

function decoding({ decode, encode, STRICT, EXTENDED, UNK }, { tokens }) {
  for (const vocabulary of [STRICT, EXTENDED]) {
    const { ids } = encode(tokens, vocabulary);
    const decoded = decode(ids, vocabulary);
    const expected = tokens.map((token, i) => (ids[i] === UNK ? '[UNK]' : token));
    const wrong = difference(`decoded (${vocabulary.name})`, expected, decoded);
    if (wrong) return wrong;
  }
  return undefined;
}

/** Names of a class have numbers of their own; those of a small class are from 0 to 1000. */
function numbers(names) {
  const seen = new Set(names.map((name) => `${name.class} ${name.number}`));
  if (seen.size !== names.length) return 'numbers: two names have one';
  const counts = countBy(names);
  const wrong = names.find(
    ({ class: one, number }) => number < 0 || (number > 1000 && counts.get(one) <= 1000),
  );
  return wrong && `numbers: ${wrong.text} has ${wrong.number}`;
}

function countBy(names) {
  const counts = new Map();
  for (const { class: one } of names) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

/** Drawn numbers change nothing but numbers. */
function drawing({ text, names, leaves }, again) {
  const drawn = again(text, { numbering: { order: 'random', seed: text.length } });
  const symbols = difference('drawn', [...leaves.symbols], [...drawn.leaves.symbols]);
  return (
    symbols ??
    difference(
      'drawn',
      names.map((name) => name.class),
      drawn.names.map((name) => name.class),
    ) ??
    numbers(drawn.names)
  );
}

export function leafTexts({ text, leaves }) {
  return Array.from({ length: leaves.length }, (_, i) => text.slice(leaves.starts[i], leaves.ends[i]));
}

/** The first place where two lists differ. */
function difference(what, expected, found) {
  const length = Math.max(expected.length, found.length);
  for (let i = 0; i < length; i++) {
    if (expected[i] === found[i]) continue;
    const around = (list) => JSON.stringify(list.slice(Math.max(0, i - 4), i + 4).join(' '));
    return `${what}: at ${i} of ${expected.length}, ${around(expected)} became ${around(found)}`;
  }
  return undefined;
}
