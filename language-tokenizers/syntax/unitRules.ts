import { isContainerType } from './containers';
import type { Grammar, NodeRule } from './grammar';
import { unitCode } from './unitRun';
import { unitTypeId } from './unitTypes';

/** What the cursor of a walk tells of its node. */
interface TypedNode {
  readonly nodeType: string;
  readonly nodeIsNamed: boolean;
}

const shared = new WeakMap<Grammar, UnitRules>();

/** A grammar's rules in the form that a walk over a whole tree needs them: by arrays, kinds as unit codes. */
export class UnitRules {
  private readonly rules: (NodeRule | undefined)[] = [];
  private readonly codes = new Map<number, number>();
  private readonly scopes: (boolean | undefined)[] = [];

  static of(grammar: Grammar): UnitRules {
    let rules = shared.get(grammar);
    if (!rules) shared.set(grammar, (rules = new UnitRules(grammar)));
    return rules;
  }

  private constructor(private readonly grammar: Grammar) {}

  /** `node` is only read the first time an id is seen. */
  rule(id: number, node: TypedNode): NodeRule {
    return (this.rules[id] ??= this.grammar.rule(id, node));
  }

  /** Whether nodes of the type may be functions, or what functions stand in. */
  mayBeScope({ id, type }: NodeRule): boolean {
    return (this.scopes[id] ??= this.grammar.functionTypes.has(type) || isContainerType(type));
  }

  /** Code (see unitRun.ts) of a leaf, or whole node, below `parent`. */
  code(rule: NodeRule, parent: NodeRule, node: TypedNode): number {
    const key = parent.id * 0x10000 + rule.id;
    let code = this.codes.get(key);
    if (code === undefined) {
      code = unitCode(this.grammar.kind(rule, parent, node), unitTypeId(rule.type));
      this.codes.set(key, code);
    }
    return code;
  }

  /** Code of text in `parent` that none of its leaves covers. */
  gapCode(text: string, parent: NodeRule): number {
    return unitCode(this.grammar.gapKind(text, parent), unitTypeId(parent.type));
  }
}
