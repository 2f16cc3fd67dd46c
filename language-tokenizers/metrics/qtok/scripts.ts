/*
 * The scripts of Qtok's list, by their names in Unicode's Script property. Qtok takes the first word of a character's
 * Unicode name instead, which JavaScript does not have; docs/metrics.md says where the two differ.
 */
const NAMES = [
  ...[
    'Latin',
    'Han',
    'Cyrillic',
    'Hiragana',
    'Katakana',
    'Hangul',
    'Arabic',
    'Hebrew',
    'Greek',
    'Devanagari',
  ],
  ...['Thai', 'Armenian', 'Georgian', 'Bengali', 'Tamil', 'Telugu', 'Kannada', 'Malayalam', 'Gujarati'],
  ...[
    'Gurmukhi',
    'Oriya',
    'Sinhala',
    'Khmer',
    'Lao',
    'Myanmar',
    'Tibetan',
    'Mongolian',
    'Ethiopic',
    'Cherokee',
  ],
  ...['Canadian_Aboriginal', 'Syriac', 'Thaana', 'Nko', 'Tifinagh', 'Yi', 'Bopomofo', 'Braille', 'Coptic'],
  ...[
    'Gothic',
    'Runic',
    'Ogham',
    'Adlam',
    'Chakma',
    'Ol_Chiki',
    'Bamum',
    'Modi',
    'Kaithi',
    'Lepcha',
    'Shavian',
  ],
  ...[
    'Limbu',
    'Batak',
    'Phoenician',
    'Glagolitic',
    'Mandaic',
    'Balinese',
    'Samaritan',
    'Phags_Pa',
    'Sundanese',
  ],
  ...['Lisu', 'Cham', 'Tagalog', 'Deseret', 'Tagbanwa', 'Buginese', 'Javanese', 'Egyptian_Hieroglyphs'],
  ...['Meetei_Mayek', 'Tai_Le', 'Tai_Tham', 'Tai_Viet', 'Inscriptional_Pahlavi', 'Inscriptional_Parthian'],
  ...['Old_Italic', 'Old_Turkic', 'Old_Persian', 'Old_South_Arabian', 'Old_North_Arabian', 'Old_Permic'],
  ...['Old_Hungarian', 'Old_Sogdian'],
];

const SCRIPTS = NAMES.map((name) => ({ name, pattern: new RegExp(`^\\p{Script=${name}}$`, 'u') }));
const known = new Map<string, string | undefined>();

/** The listed script of a character; undefined for one of another script, or of several. */
export function scriptOf(character: string): string | undefined {
  if (!known.has(character))
    known.set(character, SCRIPTS.find(({ pattern }) => pattern.test(character))?.name);
  return known.get(character);
}

/** The one listed script that all characters are of; undefined where there is none. */
export function commonScript(characters: readonly string[]): string | undefined {
  const script = characters.length === 0 ? undefined : scriptOf(characters[0]!);
  return script !== undefined && characters.every((one) => scriptOf(one) === script) ? script : undefined;
}
