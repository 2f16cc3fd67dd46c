import type { SyntaxText } from '../../syntax/text';
import type { TreeReader } from '../../syntax/treeReader';
import type { CompiledTable, NodeRules } from './compiledTable';
import { type Meaning, REFERENCE } from './meaning';
import { Scope } from './scope';
import type { LeafRule, ScopeRule } from './table';

/** A node that is a statement to its language: what is declared in it may mean something behind it only. */
export interface Statement {
  readonly start: number;
  readonly end: number;
}

/** A name in the text: what it means, and the innermost scope and statement around it. */
export interface NameLeaf {
  readonly start: number;
  readonly end: number;
  readonly leaf: LeafRule;
  readonly meaning: Meaning;
  readonly scope: Scope;
  readonly statement: Statement | undefined;
}

/** An open node. */
interface Frame {
  readonly typeId: number;
  readonly type: string;
  readonly scope: Scope;
  /** What names in its further children mean. */
  names: Meaning;
  readonly statement: Statement | undefined;
}

const PLAIN_NAME: LeafRule = {};

/** All names of a tree, which the reader is at the root of, in order. */
export function readNames(reader: TreeReader, table: CompiledTable, text: SyntaxText): NameLeaf[] {
  return new NameWalk(reader, table, text).read();
}

class NameWalk {
  private readonly names: NameLeaf[] = [];
  private readonly open: Frame[] = [];
  /** Where a rule for the first of its nodes has applied. */
  private readonly begun = new Map<ScopeRule, Set<Scope>>();

  constructor(
    private readonly reader: TreeReader,
    private readonly table: CompiledTable,
    private readonly text: SyntaxText,
  ) {}

  read(): NameLeaf[] {
    const { reader, open, names } = this;
    const { nodeTypeId: typeId, nodeType: type } = reader;
    const scope = new Scope('module', undefined);
    open.push({ typeId, type, scope, names: REFERENCE, statement: undefined });
    if (!reader.gotoFirstChild()) return names;
    for (;;) {
      const frame = this.enter(open.at(-1)!);
      if (frame && reader.gotoFirstChild()) {
        open.push(frame);
        continue;
      }
      while (!reader.gotoNextSibling()) {
        if (!reader.gotoParent()) return names;
        open.pop();
      }
    }
  }

  /** Takes the reader's node; undefined when its children say nothing more. */
  private enter(parent: Frame): Frame | undefined {
    const { reader } = this;
    const rules = this.table.of(reader, parent.typeId, parent.type);
    const rule = rules.rules.length > 0 ? this.applying(rules, parent) : NO_RULE;
    const scope = this.scopeOf(rule, parent);
    const names = rule.names ?? (rule.scope ? REFERENCE : parent.names);
    if (rule.following) parent.names = rule.following;
    if (rule.followingParent) this.open.at(-2)!.names = rule.followingParent;
    if (rule.ofClass) scope.isOfClass = true;
    if (rules.name) {
      this.leaf(rules.name, names, scope, parent.statement);
      return undefined;
    }
    if (rules.directive) this.directive(rules.directive, scope);
    const statement = rule.statement ? { start: reader.startIndex, end: reader.endIndex } : parent.statement;
    return { typeId: reader.nodeTypeId, type: reader.nodeType, scope, names, statement };
  }

  private leaf(leaf: LeafRule, names: Meaning, scope: Scope, statement: Statement | undefined): void {
    const { startIndex: start, endIndex: end } = this.reader;
    // A name that the grammar misses is of no length.
    if (start === end) return;
    const meaning = leaf.always ?? (names.as === 'reference' ? leaf.reference : undefined) ?? names;
    this.names.push({ start, end, leaf, meaning, scope, statement });
  }

  private directive(split: NonNullable<NodeRules['directive']>, scope: Scope): void {
    const { startIndex, endIndex } = this.reader;
    const names = (split(this.text.slice(startIndex, endIndex)) ?? []).filter(
      ({ role }) => role !== undefined && role !== 'number' && role !== 'string' && role !== 'char',
    );
    for (const { start, end } of names) {
      const place = { start: startIndex + start, end: startIndex + end };
      this.names.push({ ...place, leaf: PLAIN_NAME, meaning: REFERENCE, scope, statement: undefined });
    }
  }

  private scopeOf(rule: ScopeRule, parent: Frame): Scope {
    const around = rule.outside ? (parent.scope.parent ?? parent.scope) : parent.scope;
    return rule.scope ? new Scope(rule.scope, around) : around;
  }

  /** What the rules that apply to the reader's node say together. */
  private applying({ rules }: NodeRules, parent: Frame): ScopeRule {
    let all: ScopeRule = NO_RULE;
    for (const alternatives of rules) {
      const rule = alternatives.find((one) => this.applies(one, parent));
      if (rule) all = all === NO_RULE ? rule : { ...rule, ...all };
    }
    return all;
  }

  private applies(rule: ScopeRule, { names, scope }: Frame): boolean {
    if (rule.when && rule.when !== names) return false;
    if (rule.before !== undefined && !this.isBefore(rule.before, false)) return false;
    if (rule.next !== undefined && !this.isBefore(rule.next, true)) return false;
    return !rule.first || this.isFirst(rule, scope);
  }

  private isFirst(rule: ScopeRule, scope: Scope): boolean {
    const seen = this.begun.get(rule) ?? new Set();
    this.begun.set(rule, seen);
    const isFirst = !seen.has(scope);
    seen.add(scope);
    return isFirst;
  }

  private isBefore(sibling: string, isNext: boolean): boolean {
    const { reader } = this;
    const here = reader.currentDescendantIndex;
    let found = false;
    while (!found && reader.gotoNextSibling()) {
      found = reader.nodeType === sibling || reader.currentFieldName === sibling;
      if (isNext) break;
    }
    reader.gotoDescendant(here);
    return found;
  }
}

const NO_RULE: ScopeRule = {};
