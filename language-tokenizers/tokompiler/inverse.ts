import { ALL_PREFIXES } from './nameClass';
import { isNumberToken, tokensNumber } from './numbering';

const prefixes: ReadonlySet<string> = new Set(ALL_PREFIXES);

/** From what replaces names to the names. */
export function inverseOf(dictionary: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(dictionary).map(([name, replaced]) => [replaced, name]));
}

/** Whether a token may begin a name: a keyword ("char") may, too, and then no number follows. */
export function isPrefix(token: string | undefined): boolean {
  return token !== undefined && prefixes.has(token);
}

/** "var_12" from `var` and `12`; wide numbers have several tokens. */
export function joinName(tokens: readonly string[]): string {
  return `${tokens[0]}_${tokensNumber(tokens.slice(1))}`;
}

/** What a model writes, with `var 12` as one "var_12"; other tokens stay. With `wide`, numbers of several tokens. */
export function joinNames(tokens: readonly string[], wide = false): string[] {
  const joined: string[] = [];
  for (let at = 0; at < tokens.length;) {
    let end = at + 1;
    if (isPrefix(tokens[at])) while (isNumberToken(tokens[end]) && (wide || end === at + 1)) end++;
    joined.push(end > at + 1 ? joinName(tokens.slice(at, end)) : tokens[at]!);
    at = end;
  }
  return joined;
}

/** The same with original names in the place of those that the dictionary has. */
export function originalNames(
  tokens: readonly string[],
  dictionary: Readonly<Record<string, string>>,
  wide = false,
): string[] {
  const inverse = inverseOf(dictionary);
  return joinNames(tokens, wide).map((token) => inverse.get(token) ?? token);
}
