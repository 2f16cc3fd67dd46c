/**
 * Paths of GGUF files with real vocabularies and no weights.
 *
 * @throws Error where there is no git to take them out of node-llama-cpp's bundle
 */
export declare function realVocabularies(): Readonly<
  Record<'starcoder' | 'refact' | 'deepseek-coder' | 'llama-spm', string>
>;
