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
  /** Below some parents it means something else, or in some of their fields. */
  readonly byParent: boolean;
  readonly byField: boolean;
  /** Type of a child that makes the node no leaf, whatever its role. */
  readonly opensFor: string | undefined;
}

/** What a reader tells of its node. */
interface TypedNode {
  readonly nodeType: string;
  readonly nodeIsNamed: boolean;
}
interface FieldNode {
  readonly currentFieldId: number;
  readonly currentFieldName: string | null;
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
  /** The same of their fields. */
  private readonly fields: ReadonlySet<string>;

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
    const below = keys.filter((key) => key.includes('>')).map((key) => key.split('>') as [string, string]);
    this.children = new Set(below.map(([, type]) => type));
    this.fields = new Set(below.filter(([parent]) => parent.includes('.')).map(([, type]) => type));
  }

  /** `node` is only read the first time an id is seen. */
  rule(id: number, node: TypedNode): NodeRule {
    return (this.rules[id] ??= this.make(node.nodeType, node.nodeIsNamed));
  }

  /** The same below a parent, where that matters: `rule.byParent`. */
  ruleBelow(parentId: number, parent: NodeRule, id: number, rule: NodeRule, node: FieldNode): NodeRule {
    const field = rule.byField ? node.currentFieldId : 0;
    const key = field * 0x100000000 + parentId * 0x10000 + id;
    let found = this.below.get(key);
    if (!found) {
      const name = field > 0 ? node.currentFieldName : undefined;
      found = this.make(rule.type, rule.named, parent.type, name ? `${parent.type}.${name}` : undefined);
      this.below.set(key, found);
    }
    return found;
  }

  private make(type: string, named: boolean, parent?: string, field?: string): NodeRule {
    const { kinds, roles, whole = [], comments, marks = {}, caseInsensitive } = this.language;
    const of = <T>(record: Readonly<Record<string, T>>): T | undefined =>
      (field === undefined ? undefined : own(record, `${field}>${type}`)) ??
      (parent === undefined ? undefined : own(record, `${parent}>${type}`)) ??
      own(record, type);
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
      byField: this.fields.has(type),
      opensFor: own(this.language.interpolated ?? {}, type),
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
