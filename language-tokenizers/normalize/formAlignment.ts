/*
 * Which original code point each one of a Unicode form stands for, as Hugging Face's tokenizers count it: the
 * characters of the form come one after another, each with a change.
 */

export interface Change {
  readonly character: string;
  /** 1: stands beside the one before; 0: takes the place of the next original one; -n: of that and n more. */
  readonly change: number;
}

export interface AlignedCharacter {
  readonly text: string;
  /** Offset of the original code point in the piece. */
  readonly source: number;
}

/** The canonical or compatibility decomposition of a piece. */
export function decompose(piece: string, form: 'NFD' | 'NFKD'): Change[] {
  const changes = new Map<string, number[]>();
  for (const original of piece) {
    let change = 0;
    for (const character of original.normalize(form)) {
      const seen = changes.get(character);
      if (seen) seen.push(change);
      else changes.set(character, [change]);
      change = 1;
    }
  }
  // Marks are put in their order with equal ones left in place, so the nth of a kind stays the nth.
  return Array.from(piece.normalize(form), (character) => ({
    character,
    change: changes.get(character)!.shift()!,
  }));
}

/** What a decomposition is composed to: `composed`, its NFC. */
export function compose(decomposed: readonly Change[], composed: string): Change[] {
  const left: (Change | undefined)[] = [...decomposed];
  let next = 0;
  return Array.from(composed, (character) => {
    while (left[next] === undefined) next++;
    let change = 1;
    let at = next;
    for (const part of character.normalize('NFD')) {
      while (left[at]?.character !== part) at++;
      change += left[at]!.change - 1;
      left[at] = undefined;
    }
    return { character, change };
  });
}

export function align(piece: string, changes: readonly Change[]): AlignedCharacter[] {
  const starts: number[] = [];
  for (let at = 0; at < piece.length; at += piece.codePointAt(at)! > 0xffff ? 2 : 1) starts.push(at);
  let next = 0;
  return changes.map(({ character, change }) => {
    const index = Math.min(change > 0 ? Math.max(0, next - 1) : next, starts.length - 1);
    if (change <= 0) next += 1 - change;
    return { text: character, source: starts[index]! };
  });
}
