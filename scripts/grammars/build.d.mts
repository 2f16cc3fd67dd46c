/** What the manifest says of a grammar that is built here. */
export interface BuiltGrammar {
  readonly file: string;
  readonly package: string;
  readonly registry: 'npm' | 'pypi';
  readonly version: string;
  readonly licence: string;
  readonly sourceSha256: string;
  readonly compiler: string;
  readonly bytes: number;
  readonly sha256: string;
}
/** Where the built grammars lie, as they are committed. */
export declare const builtFolder: string;
/** Builds one grammar of recipes.mjs into `folder`; rejects with what is missing for that. */
export declare function buildGrammar(
  name: string,
  options?: { folder?: string; archive?: string },
): Promise<BuiltGrammar>;
