export interface VocabularyParts {
  readonly tokens: readonly string[];
  readonly types: readonly number[];
  readonly merges?: readonly string[];
  readonly scores?: readonly number[];
  readonly pre?: string;
  readonly extra?: readonly (readonly [string, string | readonly [string], unknown])[];
}
export declare function writeByteLevelVocabulary(file: string, pre: string): void;
export declare function writeVocabulary(file: string, model: string, vocabulary: VocabularyParts): void;
