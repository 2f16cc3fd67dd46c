/**
 * Messages between the editor's side and the token worker. Notifications and requests are handled strictly in
 * the order they were sent, so a request sees every edit sent before it; each answer names the version of the
 * document it is true for, and the editor's side drops it when the document has moved on.
 *
 * All offsets are UTF-16 units.
 */
import type { TextEdit } from '../../../language-tokenizers/bpe/tokenizer';
import type { FunctionRange, UnitKind } from '../../../language-tokenizers/syntax/unit';
import type { FactsInfo } from './hoverFacts';
import type { UnitCost } from './unitCosts';

export interface Notifications {
  /** Takes a document over; opening it again replaces what was known of it. */
  open: { uri: string; version: number; languageId: string; fileName: string; text: string };
  /** Edits in the order in which they apply. */
  change: { uri: string; version: number; edits: readonly TextEdit[] };
  close: { uri: string };
  /** Names the tokenizer of all documents: a name that the registry opens, or a path. */
  useTokenizer: { name: string };
}

export interface Counts {
  version: number;
  tokenizer: string;
  exact: boolean;
  tokens: number;
  /** UTF-8 bytes of the document. */
  bytes: number;
  characters: number;
  /** True when the text holds U+FFFD, which editors show for bytes they could not decode. */
  replacements: boolean;
  /** Sum over the selected texts, each encoded by itself as if pasted elsewhere; undefined: nothing selected. */
  selectionTokens?: number;
}

/** Tokens that overlap the asked ranges, as parallel arrays. */
export interface VisibleTokens {
  version: number;
  starts: Uint32Array;
  ends: Uint32Array;
  /** Parity of the token's place in the document, so that colours stay when the view scrolls. */
  parity: Uint8Array;
}

export interface TokenInfo {
  id: number;
  /** Place in the document, from 0. */
  index: number;
  bytes: Uint8Array;
  /** Set when the token starts or ends inside a character. */
  partial: boolean;
  /** For tokenizers that merge pairs of bytes or characters. */
  facts?: FactsInfo | undefined;
}

export interface UnitInfo extends UnitCost {
  kind: UnitKind;
  type: string;
  text: string;
  start: number;
  end: number;
  /** True when one of its tokens also holds text of a neighbour, white space aside. */
  shared: boolean;
}

export interface HoverInfo {
  version: number;
  tokenizer: string;
  exact: boolean;
  total: number;
  /** UTF-16 range of the token, or of the characters that several tokens share. */
  start: number;
  end: number;
  /** More than one where a character is made of several tokens. */
  tokens: TokenInfo[];
  unit?: UnitInfo;
}

export interface FunctionCount extends FunctionRange {
  tokens: number;
}

/** A name in the code, other than in comments and texts. */
export interface CodeName {
  text: string;
  start: number;
  end: number;
  /** It is declared there: bound, imported, a parameter. */
  declares: boolean;
}

/** The names of a document; undefined where no grammar tells what is a name. */
export interface CodeNames {
  version: number;
  names: CodeName[] | undefined;
  /** True where it is known which names are declared. */
  scoped: boolean;
}

export interface Requests {
  counts: {
    params: { uri: string; selections: readonly (readonly [number, number])[] };
    result: Counts;
  };
  visibleTokens: {
    params: { uri: string; ranges: readonly (readonly [number, number])[] };
    result: VisibleTokens;
  };
  hover: { params: { uri: string; offset: number }; result: HoverInfo | null };
  functions: {
    params: { uri: string };
    result: { version: number; functions: FunctionCount[] };
  };
  names: { params: { uri: string }; result: CodeNames };
}

export type NotificationName = keyof Notifications;
export type RequestName = keyof Requests;

export type ToWorker =
  | { [N in NotificationName]: { type: N; params: Notifications[N] } }[NotificationName]
  | { [N in RequestName]: { type: N; id: number; params: Requests[N]['params'] } }[RequestName];

export type FromWorker =
  | { id: number; result: Requests[RequestName]['result'] }
  | { id: number; error: string }
  /** After useTokenizer, where it changed: why the tokenizer can't be used; undefined: it can. */
  | { tokenizerProblem: string | undefined }
  /** The worker is up but something it needs is missing; shown once in the log. */
  | { log: string };
