/** Where the file of a test tokenizer lies once it was fetched. */
export declare function tokenizerPath(name: string): string;
/** Fetches test tokenizers that are not there yet; name -> path. */
export declare function fetchTokenizers(names?: readonly string[]): Promise<Record<string, string>>;
