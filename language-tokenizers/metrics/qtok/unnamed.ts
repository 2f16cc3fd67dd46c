import { CodePointSet } from '../../text/codePointSet';

const END = 0x110000;
let marks: Uint8Array | undefined;

/**
 * True for a character that has no name in Unicode 16.0: a control character, a surrogate, one for private use or one
 * that is not assigned. These four general categories are exactly those without names.
 */
export function isUnnamed(character: string): boolean {
  marks ??= mark();
  return marks[character.codePointAt(0)!] === 1;
}

function mark(): Uint8Array {
  const table = new Uint8Array(END);
  for (const category of ['Cc', 'Cs', 'Co', 'Cn']) {
    for (const [start, end] of CodePointSet.ofProperty(category)?.ranges ?? []) table.fill(1, start, end);
  }
  return table;
}
