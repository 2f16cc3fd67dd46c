/**
 * Compares one text's tokens with the reference's, and its offsets with the text.
 *
 * @returns {Promise<{ tokens: number, difference?: string }>} `difference` says the first one in a line
 */
export async function compareText({ tokenizer, reference }, text, tokenBytes) {
  let tokens = 0;
  for (const part of splitRuns(text, reference.longestRun)) {
    const run = tokenizer.encode(part);
    const expected = await reference.encode(part);
    tokens += run.length;
    const at = firstDifference(run.ids, expected);
    if (at >= 0) return { tokens, difference: describe(part, run, expected, at) };
    const wrong = wrongOffset(part, run, tokenBytes);
    if (wrong) return { tokens, difference: wrong };
    if (tokenizer.count(part) !== run.length) return { tokens, difference: 'count() is not encode().length' };
  }
  return { tokens };
}

/** Bytes of a tokenizer's tokens, each asked for once; undefined where they need not be the text's. */
export function tokenBytesOf({ tokenizer, bytesAreText }) {
  if (!bytesAreText) return undefined;
  const known = new Map();
  return (id) => {
    let bytes = known.get(id);
    if (!bytes) known.set(id, (bytes = tokenizer.tokenBytes(id)));
    return bytes;
  };
}

/** Parts of a text in which no run of one kind of character is longer than `longest`. */
function splitRuns(text, longest) {
  if (text.length <= longest) return [text];
  const run = new RegExp(
    `(?:[\\p{L}\\p{M}'’]{${longest}}|\\p{N}{${longest}}|\\s{${longest}}|[^\\p{L}\\p{N}\\s]{${longest}})`,
    'gu',
  );
  const parts = [];
  let start = 0;
  while (run.test(text)) {
    parts.push(text.slice(start, run.lastIndex));
    start = run.lastIndex;
  }
  parts.push(text.slice(start));
  return parts;
}

function firstDifference(a, b) {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) if (a[i] !== b[i]) return i;
  return a.length === b.length ? -1 : shorter;
}

function describe(text, run, expected, at) {
  const start = run.starts[at] ?? text.length;
  const ids = (list) => JSON.stringify([...list.slice(at, at + 4)]);
  return `at ${start} ${JSON.stringify(text.slice(Math.max(0, start - 12), start + 24))}: ours ${ids(run.ids)}…, theirs ${ids(expected)}…`;
}

/** A line about the first wrong offset; '' for none. */
function wrongOffset(text, run, tokenBytes) {
  const bytes = Buffer.from(new TextEncoder().encode(text));
  let byteStart = 0;
  for (let i = 0; i < run.length; i++) {
    const byteEnd = run.byteEnds[i];
    if (byteEnd < byteStart || run.ends[i] < run.starts[i]) return `token ${i} ends before it starts`;
    if (tokenBytes && bytes.compare(tokenBytes(run.ids[i]), undefined, undefined, byteStart, byteEnd) !== 0)
      return `token ${i} does not have the text's bytes ${byteStart} to ${byteEnd}`;
    byteStart = byteEnd;
  }
  if (run.length > 0 && (byteStart !== bytes.length || run.ends[run.length - 1] !== text.length))
    return `the last token ends at byte ${byteStart} of ${bytes.length}`;
  return '';
}
