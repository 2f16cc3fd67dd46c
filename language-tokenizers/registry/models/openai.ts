import { estimate, exact, type ModelRule } from './rule';

/** As tiktoken's own table has it (tiktoken/model.py, names first and then prefixes). */
export const OPENAI: readonly ModelRule[] = [
  { pattern: /^(openai\/)?gpt-oss-/, tokenizer: exact('o200k_harmony') },
  {
    pattern:
      /^((o1|o3|o4-mini|gpt-5|gpt-4\.1|gpt-4o)$|(o1|o3|o4-mini|gpt-5|gpt-4\.5|gpt-4\.1|chatgpt-4o|gpt-4o)-|ft:gpt-4o)/,
    tokenizer: exact('o200k_base'),
  },
  {
    pattern:
      /^((gpt-4|gpt-3\.5|gpt-3\.5-turbo|gpt-35-turbo)$|(gpt-4|gpt-3\.5-turbo|gpt-35-turbo)-|ft:gpt-(4|3\.5-turbo))/,
    tokenizer: exact('cl100k_base'),
  },
  { pattern: /^(ft:)?(davinci|babbage)-002/, tokenizer: exact('cl100k_base') },
  { pattern: /^text-embedding-(ada-002|3-small|3-large)$/, tokenizer: exact('cl100k_base') },
  { pattern: /^(text|code)-davinci-edit-001$/, tokenizer: exact('p50k_edit') },
  {
    pattern: /^(text-davinci-00[23]|code-(davinci|cushman)-00[12]|(davinci|cushman)-codex)$/,
    tokenizer: exact('p50k_base'),
  },
  {
    pattern: /^(text-(davinci|curie|babbage|ada)-001|davinci|curie|babbage|ada|gpt-?2)$/,
    tokenizer: exact('r50k_base'),
  },
  {
    pattern:
      /^(text-similarity-(davinci|curie|babbage|ada)|text-search-(davinci|curie|babbage|ada)-doc|code-search-(babbage|ada)-code)-001$/,
    tokenizer: exact('r50k_base'),
  },
  {
    // Newer than the table: very likely the same, and not said to be.
    pattern: /^(gpt-|o\d|codex)/,
    tokenizer: estimate(
      'OpenAI has not said which encoding this model has; o200k_base is its latest.',
      'o200k_base',
    ),
  },
];
