/** Words that languages keep for themselves: the common ones, of all languages together. */
const KEYWORDS = new Set(
  `abstract and any as assert async await auto begin bool boolean break byte call case catch char class const constexpr
  continue crate def default defer del delete do double elif else elsif end endif enum except explicit export extends
  extern false final finally float fn for foreach from func function global go goto if implements implicit import in
  include inline instanceof int integer interface internal into is lambda let local long loop match mod module mut
  namespace new nil none nonlocal not null number object of or override package pass private program protected pub
  public raise readonly real register require return self short signed sizeof static string struct subroutine super
  switch template then this throw throws trait true try type typedef typename typeof undefined union unless unsigned
  until use using val var virtual void volatile when where while with yield None True False`.split(/\s+/),
);

const WORD = /(?<![\p{L}\p{N}_$])[\p{L}_$][\p{L}\p{N}_$]*/gu;
/** UTF-16 units: a longer line is data. */
const LONGEST_LINE = 1000;

export interface Identifier {
  readonly name: string;
  /** UTF-16 units from the line's start. */
  readonly character: number;
}

/** The identifiers of a line, keywords and single letters left out; none of a line that is too long for code. */
export function identifiersOf(line: string): Identifier[] {
  if (line.length > LONGEST_LINE) return [];
  const found: Identifier[] = [];
  for (const match of line.matchAll(WORD)) {
    const [name] = match;
    if (name.length > 1 && !KEYWORDS.has(name)) found.push({ name, character: match.index });
  }
  return found;
}
