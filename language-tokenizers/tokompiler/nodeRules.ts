import {
  type Kind,
  type KindRule,
  NO_KIND,
  type RoleRule,
  type SplitLeaf,
  type TokompilerLanguage,
} from './language';
import { NO_ROLE, roleCode } from './roles';

/** For a kind: that of the node around. */
export const INHERIT = -1;

/** What a node type means, in numbers. */
export interface NodeRule {
  readonly type: string;
  readonly named: boolean;
  /** Kind of the node and its first child, and that of its other children; or INHERIT. */
  readonly first: number;
  readonly rest: number;
  /** Role code by kind; undefined for a node that is never a name. */
  readonly roles: Int8Array | undefined;
  /** One leaf whatever is in it. */
  readonly whole: boolean;
  readonly comment: boolean;
  readonly split: SplitLeaf | undefined;
  readonly mark: { readonly within: readonly string[]; readonly kind: number } | undefined;
  /** A leaf that is written as its type, as tokens without a name are. */
  readonly fixed: boolean;
  /** Below some parents it means something else. */
  readonly byParent: boolean;
}

/** What a reader tells of its node. */
interface TypedNode {
  readonly nodeType: string;
  readonly nodeIsNamed: boolean;
}

export interface RuleChoice {
  readonly faithful: boolean;
  readonly directives: boolean;
}

/** A language's rules by the grammar's type ids, worked out when an id is first seen. */
export class NodeRules {
  private readonly rules: (NodeRule | undefined)[] = [];
  private readonly below = new Map<number, NodeRule>();
  private readonly language: TokompilerLanguage;
  private readonly splits: Readonly<Record<string, SplitLeaf>>;
  private readonly kindIds: ReadonlyMap<Kind, number>;
  /** Types that have rules of their own below some parent. */
  private readonly children: ReadonlySet<string>;

  constructor(language: TokompilerLanguage, { faithful, directives }: RuleChoice) {
    this.language = faithful ? { ...language, ...language.faithful } : language;
    this.splits = { ...this.language.splits, ...(directives && this.language.directives) };
    const { kinds, roles, whole = [], marks = {} } = this.language;
    const all = [
      NO_KIND,
      ...Object.values(kinds).flatMap(kindsOf),
      ...Object.values(marks).map(({ kind }) => kind),
      ...Object.values(roles).flatMap((role) => (typeof role === 'string' ? [] : Object.keys(role))),
    ];
    this.kindIds = new Map([...new Set(all)].map((kind, id) => [kind, id]));
    const keys = [...Object.keys(kinds), ...Object.keys(roles), ...Object.keys(this.splits), ...whole];
    this.children = new Set(keys.filter((key) => key.includes('>')).map((key) => key.split('>')[1]!));
  }

  /** `node` is only read the first time an id is seen. */
  rule(id: number, node: TypedNode): NodeRule {
    return (this.rules[id] ??= this.make(node.nodeType, node.nodeIsNamed));
  }

  /** The same below a parent, where that matters: `rule.byParent`. */
  ruleBelow(parentId: number, parent: NodeRule, id: number, rule: NodeRule): NodeRule {
    const key = parentId * 0x10000 + id;
    let found = this.below.get(key);
    if (!found) this.below.set(key, (found = this.make(rule.type, rule.named, parent.type)));
    return found;
  }

  private make(type: string, named: boolean, parent?: string): NodeRule {
    const { kinds, roles, whole = [], comments, marks = {}, caseInsensitive } = this.language;
    const of = <T>(record: Readonly<Record<string, T>>): T | undefined =>
      (parent === undefined ? undefined : own(record, `${parent}>${type}`)) ?? own(record, type);
    const kind = of(kinds);
    const mark = own(marks, type);
    const role = named ? of(roles) : undefined;
    return {
      type,
      named,
      ...this.handedDown(kind),
      roles: role === undefined ? undefined : this.rolesByKind(role),
      whole: whole.includes(type) || whole.includes(`${parent}>${type}`),
      comment: comments.includes(type),
      split: of(this.splits),
      mark: mark && { within: [mark.within].flat(), kind: this.kindIds.get(mark.kind)! },
      // Words may be written in other letter case, and some are names of what is a token by a scanner's word.
      fixed: !named && type.trim() === type && !(caseInsensitive && /[a-z]/i.test(type)),
      byParent: parent === undefined && this.children.has(type),
    };
  }

  private handedDown(kind: KindRule | undefined): Pick<NodeRule, 'first' | 'rest'> {
    const id = (one: Kind | undefined) => (one === undefined ? INHERIT : this.kindIds.get(one)!);
    if (kind === undefined || typeof kind === 'string') return { first: id(kind), rest: id(kind) };
    return { first: id(kind.first), rest: id(kind.rest) };
  }

  private rolesByKind(rule: RoleRule): Int8Array {
    const roles = new Int8Array(this.kindIds.size).fill(NO_ROLE);
    for (const [kind, id] of this.kindIds) {
      const role = typeof rule === 'string' ? rule : (own(rule, kind) ?? own(rule, '*'));
      if (role !== undefined && role !== 'none') roles[id] = roleCode(role);
    }
    return roles;
  }
}

function kindsOf(rule: KindRule): Kind[] {
  if (typeof rule === 'string') return [rule];
  return rule.first === undefined ? [rule.rest] : [rule.first, rule.rest];
}

/** A node's type may be called "constructor". */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
