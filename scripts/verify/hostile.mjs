/**
 * Texts made to break tokenizers. All of them are the same on every host and in every run.
 */

/** Pieces that between them reach every branch of the split patterns, and the edges of Unicode. */
const PIECES = [
  ...["'", 's', 'S', 't', 'd', 'M', 'll', 'LL', 'lL', 're', 'Re', 've', 'VE', 'ſ', "'ſ", 'K', "'K"],
  ...[
    'a',
    'B',
    'Zz',
    'foo',
    'BAR',
    'fooBar',
    "don't",
    "DON'T",
    'ß',
    'é',
    'e\u0301',
    'ǅ',
    'ʰ',
    'ª',
    'ﬁ',
    'İ',
    'ı',
  ],
  ...['1', '23', '4567', '00000', '४', 'Ⅷ', '½', '²', '٣', '𝟘', '㊿'],
  ...[' ', '  ', '        ', '\t', '\n', '\r', '\r\n', '\n\n\n', '\v', '\f', '\u0085', '\u00a0', '\u1680'],
  ...[
    '\u2028',
    '\u2029',
    '\u200a',
    '\u202f',
    '\u205f',
    '\u3000',
    '\n    \n',
    '    \n\n        return x;\n',
    ' x ',
  ],
  ...[
    '/',
    '//',
    '///\n',
    '.',
    '()',
    '{',
    '}',
    '_',
    '-',
    '=>',
    '!!',
    '"',
    '`',
    '#',
    '$',
    '\\',
    '+=',
    '——',
    '…',
  ],
  ...[
    '<|endoftext|>',
    '<|fim_prefix|>',
    '<|im_start|>',
    '<s>',
    '</s>',
    '<unk>',
    '[CLS]',
    '<0x0A>',
    '▁',
    'Ġ',
    'Ċ',
  ],
  ...[
    '\0',
    '\u0001',
    '\u007f',
    '\u00ad',
    '\ufeff',
    '\u200b',
    '\u200d',
    '\u2060',
    '\ufffd',
    '\uffff',
    '\ue000',
  ],
  ...[
    '中',
    '文字',
    '中文字符',
    'ア',
    'カタカナ',
    '한',
    '각',
    '각',
    'א',
    'ا',
    'ا\u064b',
    'का',
    '\u0301',
    '\u0301\u0302',
  ],
  ...['ภาษาไทย', 'ខ្មែរ', 'မြန်မာ', 'Ελλάδα', 'Привет', 'ЁЖ', 'Ⴀⴀ', 'Ꭰꭰ'],
  ...['😀', '👩\u200d👧', '🇩🇪', '👍🏽', '𝒳', '𐐀𐐨', '𞤀𞤢', '\u{e0100}', '\u{10ffff}', '\u{1fffe}'],
  ...['\ud800', '\udc00', '\ud83d', '\ude00', '\udbff\udfff', '\udfff\ud800'],
];

/** A generator of numbers in [0, 1), the same for the same seed (mulberry32). */
export function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Makers of one string each, from a source of numbers below a bound. */
const MAKERS = [
  (below) => repeat(1 + below(24), () => PIECES[below(PIECES.length)]),
  // A few pieces over and over: what decides is how they stand to each other.
  (below) => {
    const few = Array.from({ length: 2 + below(3) }, () => PIECES[below(PIECES.length)]);
    return repeat(2 + below(30), () => few[below(few.length)]);
  },
  // Runs, where repeats take an even number of units or an odd one.
  (below) => repeat(1 + below(4), () => PIECES[below(PIECES.length)].repeat(1 + below(40))),
  (below) => repeat(1 + below(24), () => String.fromCodePoint(below(0x110000))),
  (below) => repeat(1 + below(24), () => String.fromCodePoint(below(0x3000))),
  (below) => repeat(1 + below(24), () => String.fromCharCode(below(0x10000))),
  (below) => repeat(1 + below(40), () => String.fromCharCode(below(0x180))),
  (below) =>
    repeat(1 + below(30), () =>
      below(3) === 0 ? PIECES[below(PIECES.length)] : String.fromCharCode(32 + below(95)),
    ),
];

function repeat(times, make) {
  return Array.from({ length: times }, make).join('');
}

/** `count` short strings of seed `seed`. */
export function* adversarialStrings(count, seed = 1) {
  const random = randomNumbers(seed);
  const below = (limit) => Math.floor(random() * limit);
  for (let i = 0; i < count; i++) yield MAKERS[below(MAKERS.length)](below);
}

/** Every code point but the surrogates, among letters, digits, spaces, symbols and line breaks; so many to a text. */
export function* everyCodePoint(perText, context = inContext) {
  let text = '';
  let inText = 0;
  for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
    if (codePoint === 0xd800) codePoint = 0xe000;
    text += context(String.fromCodePoint(codePoint));
    if (++inText < perText) continue;
    yield text;
    text = '';
    inText = 0;
  }
  if (text) yield text;
}

function inContext(it) {
  return `a${it}b A${it}${it}1 ${it}(${it}\n${it}'s${it} \n${it}'LL`;
}

/** Texts of `length` units without a place to split, or with few, and files as nobody should write them. */
export function longTexts(length) {
  const random = randomNumbers(2);
  const of = (alphabet) =>
    Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const base64 = `${letters}${letters.toUpperCase()}0123456789+/`;
  const runs = [
    'a',
    ' ',
    '\n',
    '\r\n',
    '\t',
    '=',
    '0',
    '中',
    '😀',
    '\ud800',
    'ab',
    'ation',
    ' a',
    'é',
    '\u0301',
    '\0',
  ];
  return [
    ...runs.map((unit) => [`${JSON.stringify(unit)} repeated`, unit.repeat(Math.ceil(length / unit.length))]),
    ['random letters', of(letters)],
    ['random DNA', of('ACGT')],
    ['base64', of(base64)],
    ['hexadecimal', of('0123456789abcdef')],
    ['random punctuation', of('!"#$%&()*+,-./:;<=>?@[]^_{|}~')],
    ['random white space', of(' \t\n\r\u00a0\u3000')],
    [
      'random ideographs',
      Array.from({ length }, () => String.fromCodePoint(0x4e00 + Math.floor(random() * 20_000))).join(''),
    ],
  ];
}
