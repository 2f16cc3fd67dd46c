/** A list of tokens with their ids. */
export interface Vocabulary {
  /** 'strict' or 'extended'. */
  readonly name: string;
  /** Entries, special tokens among them; ids are 1 to `size`. */
  readonly size: number;
  /** Undefined for a token that is not in it. */
  idOf(token: string): number | undefined;
  /** Undefined for an id that is not in it. */
  tokenOf(id: number): string | undefined;
}
