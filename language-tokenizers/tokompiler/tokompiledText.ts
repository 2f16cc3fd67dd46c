import type { OffsetRange } from '../syntax/dirtyRanges';
import type { Fragment } from './language';
import type { LeafList } from './leafList';
import { PREFIXES } from './nameClass';
import { numberTokens } from './numbering';
import { replacement } from './replacement';
import type { Tokompiled, TokompiledLeaves, TokompiledName } from './tokompiled';
import { UNK } from './vocabulary/specialTokens';
import type { Vocabulary } from './vocabulary/vocabulary';
import type { Word } from './words';

export interface TokompiledParts {
  readonly language: string;
  /** As it was read: in lower case for Fortran as published. */
  readonly text: string;
  /** Symbols are indices of names, or ~indices of words. */
  readonly leaves: LeafList;
  readonly names: readonly TokompiledName[];
  readonly words: readonly Word[];
  readonly errors: readonly OffsetRange[];
  readonly hasErrors: boolean;
  readonly vocabulary: Vocabulary;
  /** Around the tokens of a fragment. */
  readonly fragment: Fragment | undefined;
}

/** What tokompile() gives, made from leaves and the different names and words that they are. */
export class TokompiledText implements Tokompiled {
  private replacedText: string | undefined;
  private tokenList: readonly string[] | undefined;
  private tokenEndList: Uint32Array | undefined;
  private idList: Uint32Array | undefined;
  private nameTokenList: readonly (readonly string[])[] | undefined;
  private nameMap: ReadonlyMap<string, string> | undefined;

  constructor(private readonly parts: TokompiledParts) {}

  get language(): string {
    return this.parts.language;
  }

  get text(): string {
    return this.parts.text;
  }

  get leaves(): TokompiledLeaves {
    return this.parts.leaves;
  }

  get names(): readonly TokompiledName[] {
    return this.parts.names;
  }

  get errors(): readonly OffsetRange[] {
    return this.parts.errors;
  }

  get hasErrors(): boolean {
    return this.parts.hasErrors;
  }

  get vocabulary(): Vocabulary {
    return this.parts.vocabulary;
  }

  get replaced(): string {
    return (this.replacedText ??= this.replace());
  }

  get tokens(): readonly string[] {
    return (this.tokenList ??= this.flatten((token) => token, new Array<string>(this.tokenCount)));
  }

  get tokenStart(): number {
    return this.before.length;
  }

  get tokenEnds(): Uint32Array {
    return (this.tokenEndList ??= this.countTokens());
  }

  get ids(): Uint32Array {
    const { vocabulary } = this.parts;
    return (this.idList ??= this.flatten(
      (token) => vocabulary.idOf(token) ?? UNK,
      new Uint32Array(this.tokenCount),
    ));
  }

  get unknown(): number {
    return this.ids.reduce((count, id) => count + Number(id === UNK), 0);
  }

  get dictionary(): ReadonlyMap<string, string> {
    return (this.nameMap ??= new Map(this.parts.names.map((name) => [name.text, replacement(name)])));
  }

  private get nameTokens(): readonly (readonly string[])[] {
    return (this.nameTokenList ??= this.parts.names.map((name) => [
      PREFIXES[name.class],
      ...numberTokens(name.number),
    ]));
  }

  private get tokenCount(): number {
    const last = this.tokenEnds.at(-1) ?? this.tokenStart;
    return last + (this.parts.fragment?.after.length ?? 0);
  }

  private get before(): readonly string[] {
    return this.parts.fragment?.before ?? [];
  }

  private countTokens(): Uint32Array {
    const { leaves, words } = this.parts;
    const ofNames = this.nameTokens.map(({ length }) => length);
    const ofWords = words.map(({ tokens }) => tokens.length);
    const ends = new Uint32Array(leaves.length);
    let end = this.tokenStart;
    for (let i = 0; i < leaves.length; i++) {
      const symbol = leaves.symbols[i]!;
      end += symbol >= 0 ? ofNames[symbol]! : ofWords[~symbol]!;
      ends[i] = end;
    }
    return ends;
  }

  /** Puts what each token is told as into a list; a name and a word are told once. */
  private flatten<T, L extends Record<number, T>>(tell: (token: string) => T, into: L): L {
    const { leaves, words, fragment } = this.parts;
    const ofNames = this.nameTokens.map((tokens) => tokens.map(tell));
    const ofWords = words.map(({ tokens }) => tokens.map(tell));
    let at = 0;
    for (const token of this.before) into[at++] = tell(token);
    for (let i = 0; i < leaves.length; i++) {
      const symbol = leaves.symbols[i]!;
      const told = symbol >= 0 ? ofNames[symbol]! : ofWords[~symbol]!;
      for (const one of told) into[at++] = one;
    }
    for (const token of fragment?.after ?? []) into[at++] = tell(token);
    return into;
  }

  private replace(): string {
    const { text, leaves, names } = this.parts;
    const replacements = names.map(replacement);
    const pieces: string[] = [];
    let at = 0;
    for (let i = 0; i < leaves.length; i++) {
      const symbol = leaves.symbols[i]!;
      if (symbol < 0) continue;
      pieces.push(text.slice(at, leaves.starts[i]), replacements[symbol]!);
      at = leaves.ends[i]!;
    }
    pieces.push(text.slice(at));
    return pieces.join('');
  }
}
