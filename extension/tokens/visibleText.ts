/** Characters that show nothing by themselves, and what stands for them. */
const SYMBOLS: Readonly<Record<string, string>> = {
  ' ': '␣',
  '\t': '⇥',
  '\n': '↵',
  '\r': '␍',
  '\u00a0': '⍽',
};

/**
 * The text with white space and control characters made visible, other invisible characters as `U+XXXX`.
 */
export function visible(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Cf}\p{Cs}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const symbol = SYMBOLS[character];
    if (symbol !== undefined) return symbol;
    // Control pictures exist for C0 and DEL.
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    if (code === 0x7f) return '␡';
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}

/** Markdown code that shows `text` literally, whatever back-ticks it holds. */
export function asCode(text: string): string {
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${text}${pad}${fence}`;
}
