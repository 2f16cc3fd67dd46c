import type { TokenId, Vocabulary } from '../engine/engine';
import type { FimInfo } from '../protocol';

/**
 * A piece of a prompt: a control token, or one of the texts.
 *
 * head: whole lines above the cursor's line; tail: that line up to the cursor, in some formats with lines before it;
 * suffix: what follows the cursor, or rest and below, its parts: what follows on the cursor's line, and the lines after
 * that one; path: the file's path and a line break. The last tail is what the answer goes on from; one before it is told
 * as a constraint.
 */
export type Part = TokenId | Text;
export type Text = 'head' | 'tail' | 'suffix' | 'rest' | 'below' | 'path';

/** A marker's spellings, or a text in which `{repository}`, `{path}`, `{text}` and `{commented}` are replaced. */
export type FilesPiece = readonly [spelling: string, ...others: string[]] | string;

/** How other files stand in a prompt, as the models of a family were trained on repositories. */
export interface FilesLayout<Piece> {
  /** start: before everything; above: before the text above the cursor, as a part of it. */
  readonly place: 'start' | 'above';
  /** Once, before the first file. */
  readonly begin: readonly Piece[];
  readonly file: readonly Piece[];
  /** Before the file with the cursor. */
  readonly current: readonly Piece[];
}

/** How one model, whose vocabulary is known, is asked to fill in the middle. */
export interface FimFormat extends FimInfo {
  /** The prompt in its order, without the beginning-of-sequence token. */
  readonly parts: readonly Part[];
  readonly files: FilesLayout<TokenId | string>;
  /** True where some of the lines above stand with the cursor's line, so that it is read on from them. */
  readonly leadsIn: boolean;
  /** Control tokens that end a completion, beside those the engine itself knows as end of generation. */
  readonly stopTokens: ReadonlySet<TokenId>;
  /** True when the tokenizer puts a space before every text (SentencePiece's "dummy prefix"). */
  readonly spacePrefix: boolean;
}

/** What a vocabulary looks like to a family that wants to know whether it is meant. */
export interface Signs {
  /** `general.architecture` of the model file, for example "qwen2". */
  readonly architecture: string;
  /** The model's own name, "" when unknown: for families whose vocabularies are the same. */
  readonly name: string;
  readonly has: (controlToken: string) => boolean;
}

/** A place in a family's prompt: a marker's spellings (the first that exists is used), or a text. */
export type Piece = readonly [spelling: string, ...others: string[]] | Text;

/** A prompt format as its models were trained on it: one file per family in formats/. */
export interface FimFamily {
  readonly name: string;
  readonly pieces: readonly Piece[];
  /** Absent where nothing is known of it: other files are then told as comments. */
  readonly files?: FilesLayout<FilesPiece>;
  /** True where the models know some whole lines above in the tail. */
  readonly leadsIn?: boolean;
  /** Control tokens after which nothing belongs to the completion (markers are stops anyway). */
  readonly stops: readonly string[];
  /** Tells the family from others that spell their markers alike; the markers themselves are checked. */
  recognises(signs: Signs): boolean;
}

/** True when answers in this format end with the rest of the cursor's line, which is there already. */
export function writesRest(format: Pick<FimFormat, 'parts'>): boolean {
  return format.parts.includes('rest');
}

/** True when `id` ends a completion in this format. */
export function isStopToken(format: FimFormat, vocabulary: Vocabulary, id: TokenId): boolean {
  return format.stopTokens.has(id) || vocabulary.isEndOfGeneration(id);
}
