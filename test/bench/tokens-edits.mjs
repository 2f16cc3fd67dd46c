/** The incremental document: from an edit to the new exact count, and the tokens of what is in view. */
import { importTs } from '../../scripts/lib/import-ts.mjs';
import { readLargeText } from './tokens/corpus.mjs';
import { openTokenizer } from './tokens/engines.mjs';
import { median, quantile, rounded, target } from './tokens/measure.mjs';

const ROUNDS = 5;
const KEYSTROKES = 2000;
const EDITS = 40;
const RUN = 500_000;
const PASTE = 65_536;
/** UTF-16 units: forty lines of sixty. */
const VIEWPORT = 2400;
const TYPED = 'const value = items[i].name; // note\n';

export async function run() {
  const { TokenDocument } = await importTs('language-tokenizers/bpe/document.ts');
  const tokenizer = await openTokenizer('o200k_base');
  const open = (text) => {
    const document = new TokenDocument(text);
    return { document, view: document.view(tokenizer) };
  };
  const code = (length) => open(readLargeText(length));
  const rows = [
    row('a keystroke in 1 MB', typing(code(1_000_000), KEYSTROKES), 0.99, 0.1),
    row('a keystroke in 10 MB', typing(code(10_000_000), KEYSTROKES), 0.99, 0.5),
    row('a letter inside 500 KB of "a"', inside(open('a'.repeat(RUN)), 'a'), 0.5, 5),
    row('another letter there', inside(open('a'.repeat(RUN)), 'b'), 0.5, 5),
    row('a space inside 500 KB of spaces', inside(open(' '.repeat(RUN)), ' '), 0.5, 5),
    row('a letter inside 500 KB of spaces', inside(open(' '.repeat(RUN)), 'x'), 0.5, 5),
    row('a paste of 64 KB into 1 MB', pasting(code(1_000_000)), 0.5, 10),
    row(`tokens of ${VIEWPORT} characters in 1 MB`, viewing(code(1_000_000)), 0.5, 0.1),
  ];
  return {
    title: 'Edits in an open document, o200k_base',
    rows,
    notes: [
      `Medians of ${ROUNDS} rounds of ${KEYSTROKES} keystrokes or ${EDITS} other edits, each with the count of the whole text after it.`,
      'The target is for p99 of keystrokes, for p50 of the others. After each round the count is that of a full run.',
    ],
  };

  function row(name, rounds, share, atMost) {
    const at = (part) => median(rounds.map((times) => quantile(times, part)));
    return {
      name,
      'p50 ms': rounded(at(0.5)),
      'p95 ms': rounded(at(0.95)),
      'p99 ms': rounded(at(0.99)),
      ...target(at(share), { atMost }),
    };
  }

  /** The times of each round of `act`, which gets a number. */
  function times(opened, count, act) {
    return Array.from({ length: ROUNDS }, (_, round) => {
      const each = Array.from({ length: count }, (__, i) => {
        const number = round * count + i;
        const start = performance.now();
        act(number);
        return performance.now() - start;
      });
      if (opened.view.count !== tokenizer.count(opened.document.text))
        throw new Error('The count is not that of a full run.');
      return each;
    });
  }

  /** In bursts, all over the text. */
  function typing(opened, count) {
    const { document, view } = opened;
    let position = 0;
    return times(opened, count, (i) => {
      if (i % TYPED.length === 0) position = (i * 104_729) % document.length;
      document.edit({ start: position, end: position, text: TYPED[i % TYPED.length] });
      position++;
      return view.count;
    });
  }

  /** One unit in, and out again. */
  function inside(opened, text) {
    const { document, view } = opened;
    return times(opened, EDITS, (i) => {
      const start = (((i >> 1) * 104_729) % (RUN - 2)) + 1;
      document.edit({ start, end: start + (i & 1), text: i & 1 ? '' : text });
      return view.count;
    });
  }

  /** In, and out again, so that the text stays as long. */
  function pasting(opened) {
    const { document, view } = opened;
    const pasted = readLargeText(3_000_000).slice(-PASTE);
    return times(opened, EDITS, (i) => {
      const start = ((i >> 1) * 104_729) % 900_000;
      document.edit({ start, end: start + (i & 1 ? PASTE : 0), text: i & 1 ? '' : pasted });
      return view.count;
    }).map((each) => each.filter((_, i) => i % 2 === 0));
  }

  function viewing(opened) {
    const { document, view } = opened;
    return times(opened, KEYSTROKES, (i) => {
      const start = (i * 104_729) % (document.length - VIEWPORT);
      return view.tokensBetween(start, start + VIEWPORT).length;
    });
  }
}

if (process.argv[1] === import.meta.filename) console.log(JSON.stringify(await run(), null, 2));
