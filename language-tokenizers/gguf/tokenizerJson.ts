import { TokenType, type GgufVocabulary } from './vocabulary';

/** A tokenizer.json document, as far as it is made here; Hugging Face's tokenizers has the meaning of its parts. */
export interface TokenizerJson {
  readonly version: '1.0';
  readonly added_tokens: readonly AddedToken[];
  readonly normalizer: JsonPart | null;
  readonly pre_tokenizer: JsonPart | null;
  readonly post_processor: null;
  readonly decoder: JsonPart | null;
  readonly model: JsonPart;
}
export interface AddedToken {
  readonly id: number;
  readonly content: string;
  readonly single_word: false;
  readonly lstrip: false;
  readonly rstrip: false;
  readonly normalized: false;
  readonly special: boolean;
}
export interface JsonPart {
  readonly type: string;
  readonly [key: string]: unknown;
}

export const sequence = (key: string, parts: readonly JsonPart[]): JsonPart => ({
  type: 'Sequence',
  [key]: parts,
});

/** Ids of tokens by their texts; llama.cpp, too, takes no notice of a token without a text. */
export function idsOf(tokens: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(tokens.map((text, id) => [text === '' ? `[EMPTY_${id}]` : text, id]));
}

/**
 * Tokens that llama.cpp takes for control tokens whatever their type in the file: some converters do not mark them
 * (src/llama-vocab.cpp, "control-looking token").
 */
const CONTROL = new Set([
  ...['<|eot_id|>', '<|im_end|>', '<|end|>', '<end_of_turn>', '<|endoftext|>', '<|end_of_text|>', '<EOT>'],
  ...['<|eom_id|>', '<｜end▁of▁sentence｜>', '<|fim_prefix|>', '<fim-prefix>', '<fim_prefix>', '<PRE>'],
  ...[
    '<｜fim▁begin｜>',
    '▁<PRE>',
    '<|fim_suffix|>',
    '<fim-suffix>',
    '<fim_suffix>',
    '<｜fim▁hole｜>',
    '<SUF>',
  ],
  ...['▁<SUF>', '<|fim_middle|>', '<fim-middle>', '<fim_middle>', '<｜fim▁end｜>', '<MID>', '▁<MID>'],
  ...['<|fim_pad|>', '<fim-pad>', '<fim_pad>', '<|fim_repo|>', '<|repo_name|>', '<fim-repo>', '<reponame>'],
  ...['<|file_sep|>', '<|return|>', '<|call|>', '<|calls|>', '<|flush|>', '</s>', '_<EOT>', '[EOT]', '[EOS]'],
  ...['<end_of_utterance>', '<eos>', '<turn|>', '<|tool_response>', '[e~['],
]);

/** True for a token that text can't make. */
export function isControl({ tokens, types }: GgufVocabulary, id: number): boolean {
  const type = types[id];
  return type === TokenType.control || type === TokenType.unknown || CONTROL.has(tokens[id]!);
}

/** Control tokens, and those that a user defined: these are found in text before anything else. */
export function addedTokens(vocabulary: GgufVocabulary): AddedToken[] {
  const added: AddedToken[] = [];
  vocabulary.tokens.forEach((content, id) => {
    const special = isControl(vocabulary, id);
    if (content === '' || (!special && vocabulary.types[id] !== TokenType.userDefined)) return;
    const flags = { single_word: false, lstrip: false, rstrip: false, normalized: false } as const;
    added.push({ id, content, ...flags, special });
  });
  return added;
}
