/**
 * Whether a completion should be offered without being asked for. Pure.
 *
 * Rule of the Copilot client (shared by others): in the middle of a line only when what follows is closing
 * brackets, quotes and punctuation, since anything else is text that the completion would have to join.
 */
const CLOSERS_ONLY = /^\s*[)>}\]"'`]*\s*[:{;,]?\s*$/;

export function suitsAutomatic(lineAfterCursor: string): boolean {
  return CLOSERS_ONLY.test(lineAfterCursor);
}

/** The value for a language in a table where "*" stands for all others. */
export function enabledFor(languageId: string, table: Readonly<Record<string, boolean>>): boolean {
  // A settings file may hold anything: what is no boolean says nothing.
  const own = [table[languageId], table['*']].find((value) => typeof value === 'boolean');
  return own ?? true;
}
