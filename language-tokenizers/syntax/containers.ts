import type { Node } from 'web-tree-sitter';
import { tidyName } from './functions';
import type { FunctionRange } from './unit';

/** Node types that hold functions and have a name: one rule for all grammars, which name them alike. */
const CONTAINER =
  /(?:^|_)(?:class|struct|union|enum|interface|trait|impl|object|protocol|extension|record|namespace|module|mod|type)_(?:definition|declaration|specifier|item|spec)$|^(?:class|module|internal_module|submodule|program|block_data|singleton_class|companion_object)$/;
/** What a name stands in where no field holds it, and what its node is then called. */
const HOLDER = /_(?:statement|head)$/;
const NAME = /identifier|^name$|^constant$/;

export function isContainerType(type: string): boolean {
  return CONTAINER.test(type);
}

/** The class, module or the like that a node defines; undefined for one that is only mentioned, or has no name. */
export function containerOf(node: Node): FunctionRange | undefined {
  const named = nameOf(node);
  if (!named || named.startIndex === named.endIndex || !hasContent(node, named)) return undefined;
  const { startIndex: start, endIndex: end } = node;
  return { name: tidyName(named.text), start, end, nameStart: named.startIndex };
}

function nameOf(node: Node): Node | undefined {
  // `impl Trait for Type` is about the type.
  const field = node.childForFieldName('name') ?? node.childForFieldName('type');
  if (field) return field;
  const first = node.firstNamedChild;
  const holder = first && HOLDER.test(first.type) ? first : node;
  return holder.namedChildren.find((child) => NAME.test(child.type));
}

/** `struct point p` only names a type. */
function hasContent(node: Node, named: Node): boolean {
  if (node.childForFieldName('body')) return true;
  return node.namedChildren.some((child) => child.startIndex >= named.endIndex);
}
