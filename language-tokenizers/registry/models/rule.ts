/** Which tokenizer a model has. */
export type ModelTokenizer =
  | {
      /** The tokenizer is public: counts are the model's own. */
      readonly kind: 'exact';
      /** Names that open it, the first choice first: one may be at hand where another is not. */
      readonly tokenizers: readonly string[];
    }
  | {
      /** There is no public tokenizer: counts are those of another, and marked as an estimate. */
      readonly kind: 'estimate';
      readonly tokenizers: readonly string[];
      /** How far the estimate can be trusted. One sentence. */
      readonly note: string;
    };

/** A family of models. */
export interface ModelRule {
  /** Matches names of models, in lower case; for the hub's "owner/name". */
  readonly pattern: RegExp;
  readonly tokenizer: ModelTokenizer | ((name: string) => ModelTokenizer);
}

export function exact(...tokenizers: readonly string[]): ModelTokenizer {
  return { kind: 'exact', tokenizers };
}

export function estimate(note: string, ...tokenizers: readonly string[]): ModelTokenizer {
  return { kind: 'estimate', tokenizers, note };
}

/** For open models: each repository carries its own tokenizer, which packages may carry, too. */
export function ownOr(...others: readonly string[]): (name: string) => ModelTokenizer {
  return (name) => exact(...(name.includes('/') ? [`hf:${name}`] : []), ...others);
}
