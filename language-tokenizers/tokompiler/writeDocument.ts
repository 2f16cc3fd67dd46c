import type { LeafDocument, TokompiledDocument } from './document';
import { replacement } from './replacement';
import type { Tokompiled } from './tokompiled';

/** A document that JSON can hold, and {@link restore} read. */
export function writeDocument(tokompiled: Tokompiled): TokompiledDocument {
  const { language, vocabulary, replaced, tokens, unknown, dictionary, errors, names } = tokompiled;
  const isInjective = dictionary.size === names.length;
  return {
    language,
    vocabulary: vocabulary.name,
    replaced,
    tokens,
    ids: [...tokompiled.ids],
    unknown,
    dictionary: Object.fromEntries(dictionary),
    ...(!isInjective && { inverse: Object.fromEntries(names.map((one) => [replacement(one), one.text])) }),
    errors,
    leaves: leafDocument(tokompiled),
  };
}

function leafDocument({ text, leaves, names, tokens, tokenEnds, tokenStart }: Tokompiled): LeafDocument {
  const counts: number[] = [];
  const texts: Record<string, string> = {};
  let from = tokenStart;
  for (let i = 0; i < leaves.length; i++) {
    const end = tokenEnds[i]!;
    counts.push(end - from);
    const symbol = leaves.symbols[i]!;
    const told = symbol >= 0 ? names[symbol]!.text : end - from === 1 ? tokens[from] : undefined;
    const leaf = text.slice(leaves.starts[i], leaves.ends[i]);
    if (leaf !== told) texts[i] = leaf;
    from = end;
  }
  return { tokens: counts, texts, ...(tokenStart > 0 && { from: tokenStart }) };
}
