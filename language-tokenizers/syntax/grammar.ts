import { type Language, LANGUAGE_VERSION, MIN_COMPATIBLE_VERSION } from 'web-tree-sitter';
import { anonymousKind, gapKind, INTERPOLATION, LITERAL, namedKind, WHOLE } from './kinds';
import type { SyntaxLanguage } from './language';
import type { UnitKind } from './unit';

/** What a node type means for units. */
export interface NodeRule {
  readonly id: number;
  readonly type: string;
  /** 'always': one unit; 'plain': one unit when nothing is interpolated in it; 'never': its leaves are. */
  readonly whole: 'always' | 'plain' | 'never';
  /** Spaces at its ends belong to it. */
  readonly text: boolean;
  readonly interpolation: boolean;
  /** Tells the kind where the type alone does not. */
  readonly kindOf: ((text: string) => UnitKind | undefined) | undefined;
}

/** A loaded grammar, with the meaning of its node types worked out once per type. */
export class Grammar {
  readonly functionTypes: ReadonlySet<string>;
  private readonly rules = new Map<number, NodeRule>();
  private readonly kinds = new Map<number, UnitKind>();
  /** The language's exceptions; a node type may be called "constructor", as an object's property is. */
  private readonly exceptions: ReadonlyMap<string, UnitKind>;
  private readonly kindsByText: ReadonlyMap<string, (text: string) => UnitKind | undefined>;

  /** Throws when the runtime can't read the grammar's format. */
  constructor(
    readonly language: SyntaxLanguage,
    readonly wasm: Language,
  ) {
    const { abiVersion } = wasm;
    if (abiVersion < MIN_COMPATIBLE_VERSION || abiVersion > LANGUAGE_VERSION) {
      throw new Error(
        `its format has version ${abiVersion}, and this runtime reads ${MIN_COMPATIBLE_VERSION} to ${LANGUAGE_VERSION}`,
      );
    }
    this.functionTypes = new Set(language.functions.types);
    this.exceptions = new Map(Object.entries(language.kinds ?? {}));
    this.kindsByText = new Map(Object.entries(language.kindsByText ?? {}));
  }

  /** `type` is only read the first time an id is seen. */
  rule(id: number, node: { readonly nodeType: string }): NodeRule {
    let rule = this.rules.get(id);
    if (!rule) {
      const type = node.nodeType;
      const whole = this.wholeness(type);
      rule = {
        id,
        type,
        whole,
        text: namedKind(type) === 'string' && !/^(?:jsx_)?text$/.test(type),
        interpolation: INTERPOLATION.test(type) || this.language.interpolations?.includes(type) === true,
        kindOf: this.kindsByText.get(type),
      };
      this.rules.set(id, rule);
    }
    return rule;
  }

  /** Kind of a leaf (or whole node) below `parent`. */
  kind(rule: NodeRule, parent: NodeRule, node: { readonly nodeIsNamed: boolean }): UnitKind {
    const key = parent.id * 0x10000 + rule.id;
    let kind = this.kinds.get(key);
    if (kind === undefined) {
      kind =
        this.exceptions.get(`${parent.type}>${rule.type}`) ??
        this.exceptions.get(rule.type) ??
        (node.nodeIsNamed ? namedKind(rule.type) : anonymousKind(rule.type, parent.type));
      this.kinds.set(key, kind);
    }
    return kind;
  }

  /** Kind of text in `parent` that none of its leaves covers. */
  gapKind(text: string, parent: NodeRule): UnitKind {
    return this.language.gapKind?.(text) ?? gapKind(text, parent.type, this.exceptions.get(parent.type));
  }

  private wholeness(type: string): NodeRule['whole'] {
    if (WHOLE.test(type) || this.language.whole?.includes(type)) return 'always';
    return LITERAL.test(type) ? 'plain' : 'never';
  }
}
