/** The compiler, or one sentence that says what is missing. */
export declare function findCompiler():
  { clang: string; missing?: never } | { clang?: never; missing: string };
