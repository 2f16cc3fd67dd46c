/** Names of the npm packages that grammars are taken from. */
export declare const grammarPackages: readonly string[];
/** Absolute path of a file that dist/assets takes from a package or from the folder of those built here. */
export declare function grammarFile(name: string): string;
