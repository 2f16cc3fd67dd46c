export declare const STAND_INS: readonly string[];
export declare const CONTROL_TOKENS: readonly string[];
export declare function trainVocabulary(
  text: string,
  options: { readonly merges: number; readonly control: readonly string[] },
): { tokens: string[]; types: number[]; merges: string[] };
