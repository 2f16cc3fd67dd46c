import type { TreeReader } from '../../syntax/treeReader';
import type { LeafRule, ScopeRule, ScopeTable } from './table';
import type { SplitLeaf } from '../language';

/** What a table says of a node: rules from the most to the least special, or that it is a name. */
export interface NodeRules {
  readonly name: LeafRule | undefined;
  /** Each with the alternatives of one key. */
  readonly rules: readonly (readonly ScopeRule[])[];
  readonly directive: SplitLeaf | undefined;
}

/** A table by the numbers of a grammar's types and fields, worked out when a node is first met. */
export class CompiledTable {
  private readonly known = new Map<number, Map<number, NodeRules>>();
  private readonly names: ReadonlyMap<string, LeafRule>;
  private readonly rules: ReadonlyMap<string, readonly ScopeRule[]>;
  private readonly directives: ReadonlyMap<string, SplitLeaf>;

  constructor(readonly table: ScopeTable) {
    this.names = new Map(Object.entries(table.names));
    this.rules = new Map(
      Object.entries(table.rules).map(([key, rule]) => [key, isList(rule) ? rule : [rule]]),
    );
    this.directives = new Map(Object.entries(table.directives ?? {}));
  }

  /** Of the reader's node, whose parent's type is given by number and name. */
  of(reader: TreeReader, parentId: number, parent: string): NodeRules {
    const typeId = reader.nodeTypeId;
    let ofType = this.known.get(typeId);
    if (!ofType) this.known.set(typeId, (ofType = new Map<number, NodeRules>()));
    const key = parentId * 1024 + reader.currentFieldId;
    let found = ofType.get(key);
    if (!found) ofType.set(key, (found = this.find(reader, parent)));
    return found;
  }

  private find(reader: TreeReader, parent: string): NodeRules {
    const { nodeType: type, currentFieldName: field } = reader;
    const keys = [`${parent}>${type}`, type];
    if (field) keys.unshift(`${parent}.${field}>${type}`, `${parent}.${field}`);
    return {
      name: reader.nodeIsNamed ? this.names.get(type) : undefined,
      rules: keys.flatMap((key) => [this.rules.get(key)].filter((one) => one !== undefined)),
      directive: this.directives.get(`${parent}>${type}`) ?? this.directives.get(type),
    };
  }
}

function isList(rule: ScopeRule | readonly ScopeRule[]): rule is readonly ScopeRule[] {
  return Array.isArray(rule);
}
