/** Lines that a line may have moved by since, and still be found. */
const FAR = 200;

/**
 * Where a line of a text is now that it may have been edited: at its old place, else at the nearest that says the same.
 * Undefined where there is none; a line that says nothing is only looked for at its old place.
 *
 * @param at the text's lines now, undefined where there is none
 */
export function lineNow(
  at: (line: number) => string | undefined,
  old: number,
  text: string,
): number | undefined {
  if (at(old) === text) return old;
  if (!/\w/.test(text)) return undefined;
  for (let away = 1; away <= FAR; away++) {
    if (at(old - away) === text) return old - away;
    if (at(old + away) === text) return old + away;
  }
  return undefined;
}
