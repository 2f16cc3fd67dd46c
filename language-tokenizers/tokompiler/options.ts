import type { Layout } from './layout';
import type { Vocabulary } from './vocabulary/vocabulary';

/** How names of a class get their numbers: in order of first appearance, or drawn without replacement. */
export type Numbering =
  { readonly order: 'first' } | { readonly order: 'random'; /** Any whole number. */ readonly seed: number };

/**
 * Which names are one. By default those of the same text are; where this knows better, a name is the number that
 * it gives for the UTF-16 offset where an identifier starts, and text only where it gives none.
 */
export interface NameIdentity {
  at(start: number): number | undefined;
}

export interface TokompileOptions {
  /** STRICT when absent. */
  readonly vocabulary?: Vocabulary;
  /** By first appearance when absent. */
  readonly numbering?: Numbering;
  /** Makes the published tool's choices, its faults among them. */
  readonly faithful?: boolean;
  /** More than 1,000 names of a class get numbers of several tokens, where there is an error otherwise. */
  readonly wide?: boolean;
  /** Comments become their words, as the published tool has it, or nothing, as in the corpora it was made for. */
  readonly comments?: 'words' | 'drop';
  /** Fortran's fragments: their tokens stand between those of "subroutine example ( )" and its end. */
  readonly partial?: boolean;
  /** Takes OpenMP and OpenACC directives apart, where the language's rules can. */
  readonly directives?: boolean;
  /** Layout becomes leaves of its own, and tokens of the extended vocabulary; it is dropped when absent. */
  readonly layout?: Layout;
  /** Scope-aware identity, from scopes/. */
  readonly identity?: NameIdentity;
}
