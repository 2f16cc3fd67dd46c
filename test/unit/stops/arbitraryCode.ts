import fc from 'fast-check';

/** Pieces that code is made of, chosen so that they often meet, repeat, open and close. */
const PIECES = [
  ...['foo', 'bar(', ')', 'x', ' ', '  ', '\t', '\n', '\n\n', '\n  ', '\n    ', '{', '}', '[', ']', ';', ','],
  ...[
    '"',
    "'",
    '`',
    '\\',
    ':',
    'else',
    'fail:',
    '::',
    "''",
    'end',
    'return ',
    'if (x) {',
    '\r\n',
    '\r',
    '```',
    '#',
    '. ',
    '=',
    '0, ',
  ],
  ...['é', '漢', '😀', '\ud83d', '\ude00', '\0', 'value = total + 1', '\n    return total'],
];

/** Code-like text, or any text at all. */
export const code = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 24 }).map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
);

export const context = fc.record({
  prefix: code,
  suffix: code,
  languageId: fc.constantFrom('', 'python', 'c', 'fortran', 'FortranFixedForm', 'ruby', 'markdown'),
  mode: fc.constantFrom('line' as const, 'block' as const),
});
