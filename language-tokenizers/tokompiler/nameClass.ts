/** Classes of replaced names, in the order in which they are numbered: of a text in several, the last one wins. */
export const NAME_CLASSES = [
  'argument',
  'variable',
  'array',
  'function',
  'field',
  'type',
  'number',
  'char',
  'string',
] as const;
export type NameClass = (typeof NAME_CLASSES)[number];

/** What a replaced name begins with, before "_" and its number. */
export const PREFIXES: Readonly<Record<NameClass, string>> = {
  argument: 'arg',
  variable: 'var',
  array: 'arr',
  function: 'func',
  field: 'field',
  type: 'type',
  number: 'num',
  char: 'char',
  string: 'str',
};

/** All that the lexicalizer knows as the beginning of a replaced name: "struct" is never given to one. */
export const ALL_PREFIXES: readonly string[] = [...Object.values(PREFIXES), 'struct'];
