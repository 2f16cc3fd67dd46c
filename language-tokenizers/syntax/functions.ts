import type { Node } from 'web-tree-sitter';
import type { SyntaxLanguage } from './language';
import type { FunctionRange } from './unit';

/** The function that a node of one of the language's function types defines; undefined without name or body. */
export function functionOf(
  definition: Node,
  { functions: rules }: SyntaxLanguage,
): FunctionRange | undefined {
  if (!(rules.hasBody?.(definition) ?? definition.childForFieldName('body'))) return undefined;
  const named = rules.name(definition);
  if (!named || named.startIndex === named.endIndex) return undefined;
  let whole = definition;
  for (let parent = whole.parent; parent && rules.wrappers.includes(parent.type); parent = parent.parent) {
    const { type } = whole;
    if (parent.namedChildren.filter((child) => child.type === type).length > 1) break;
    whole = parent;
  }
  return {
    name: tidyName(named.text),
    start: whole.startIndex,
    end: endOf(whole),
    nameStart: named.startIndex,
  };
}

/** Where a node's text ends: grammars in which lines end statements take the line end for a part of them. */
function endOf(node: Node): number {
  let last = node;
  for (let child = last.lastChild; child; child = last.lastChild) last = child;
  const tail = last.endIndex < node.endIndex ? node.text.slice(last.endIndex - node.startIndex) : last.text;
  return node.endIndex - (tail.length - tail.trimEnd().length);
}

/** A name as one writes it: on one line, without the quotes of a property's. */
export function tidyName(text: string): string {
  // C++: a conversion operator's node holds its parameter list; "operator()" is a name.
  const conversion = /^(.*\boperator\s[^(]+)\(/s.exec(text)?.[1];
  return (conversion ?? text)
    .replace(/^(['"])(.*)\1$/s, '$2')
    .replace(/\s+/g, ' ')
    .trim();
}
