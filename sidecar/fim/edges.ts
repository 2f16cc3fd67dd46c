/** The nearest offset at or after `offset` that does not lie inside a surrogate pair. */
export function codePointEdge(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  const inside = code >= 0xdc00 && code <= 0xdfff && offset > 0 && isHigh(text.charCodeAt(offset - 1));
  return inside ? offset + 1 : offset;
}

function isHigh(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}
