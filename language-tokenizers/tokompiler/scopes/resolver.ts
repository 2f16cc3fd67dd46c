import type { Declaration, Space } from './meaning';
import type { Scope, Variable } from './scope';
import type { ScopeTable } from './table';
import type { NameLeaf } from './walk';

/** Finds which of a text's names mean the same. */
export class Resolver {
  private count = 0;
  /** What is one by its text alone, by space and name. */
  private readonly byText = new Map<string, Variable>();
  private readonly members = new Set<string>();
  /** What modules in the text declare, for names that are named through them. */
  private readonly ofModules = new Map<string, Variable>();

  constructor(
    private readonly table: ScopeTable,
    private readonly names: readonly NameLeaf[],
    /** As the language compares them. */
    private readonly texts: readonly string[],
  ) {}

  /** The variable of each name. */
  resolve(): Variable[] {
    const { names, texts } = this;
    const found = new Array<Variable | undefined>(names.length);
    names.forEach(({ meaning, scope }, i) => {
      if (meaning.as === 'redirect') functionAround(scope).redirect(texts[i]!, meaning.to);
    });
    const weak: [index: number, declaration: Declaration, depth: number][] = [];
    names.forEach(({ meaning, scope }, i) => {
      if (meaning.as !== 'declaration' || meaning.except?.test(texts[i]!)) return;
      if (meaning.weak) weak.push([i, meaning, depthOf(scope)]);
      else found[i] = this.declare(i, meaning);
    });
    // What a function declares by using it is seen by those that it contains, wherever they stand in it.
    weak.sort(([one, , depth], [other, , otherDepth]) => depth - otherDepth || one - other);
    for (const [i, meaning] of weak) found[i] = this.lookup(i) ?? this.declare(i, meaning);
    return names.map((_, i) => found[i] ?? this.refer(i));
  }

  /** Undefined where the scope says that the name is another's. */
  private declare(i: number, meaning: Declaration): Variable | undefined {
    const { start, scope, leaf, statement } = this.names[i]!;
    const target = targetOf(meaning, scope);
    const [key, text] = [this.keyOf(i), this.texts[i]!];
    if (target.redirected(key)) return undefined;
    const isClass = target.kind === 'class';
    const isMember = isClass && meaning.member === true;
    if (isMember) this.members.add(text);
    const create = () => {
      if (isMember) return this.textual('member', text);
      return target.parent ? this.count++ : this.textual(leaf.space ?? 'variable', text);
    };
    const from =
      isClass || meaning.from === 'scope' ? -1 : meaning.from === 'name' ? start : (statement?.end ?? start);
    const origin = meaning.from === 'statement' ? (statement?.start ?? start) : start;
    const variable = target.declare(key, from, origin, meaning.shadows ?? false, create);
    if (target.kind === 'module') this.ofModules.set(key, variable);
    if (meaning.own) scope.declare(key, -1, start, false, () => variable);
    return variable;
  }

  private refer(i: number): Variable {
    const { meaning, leaf } = this.names[i]!;
    const text = this.texts[i]!;
    if (meaning.as === 'text') return this.textual(meaning.space, text);
    if (meaning.as === 'qualified') {
      if (this.members.has(text)) return this.textual('member', text);
      return this.ofModules.get(this.keyOf(i)) ?? this.textual(leaf.space ?? 'variable', text);
    }
    return this.lookup(i) ?? this.textual(leaf.space ?? 'variable', text);
  }

  /** What declares the name for the place where it stands. */
  private lookup(i: number): Variable | undefined {
    const { start, scope: innermost } = this.names[i]!;
    const key = this.keyOf(i);
    for (let scope: Scope | undefined = innermost; scope; scope = scope.parent) {
      const redirected = scope.redirected(key);
      if (redirected === 'module') return undefined;
      if (redirected || (this.table.hidesClasses && scope.kind === 'class' && scope !== innermost)) continue;
      const variable = scope.get(key, start);
      if (variable !== undefined) return variable;
      if (scope.isOfClass && this.members.has(this.texts[i]!)) return this.textual('member', this.texts[i]!);
    }
    return this.table.usesModules ? this.ofModules.get(key) : undefined;
  }

  private textual(space: Space, text: string): Variable {
    const key = keyIn(space, text);
    let variable = this.byText.get(key);
    if (variable === undefined) this.byText.set(key, (variable = this.count++));
    return variable;
  }

  private keyOf(i: number): string {
    return keyIn(this.names[i]!.leaf.space ?? 'variable', this.texts[i]!);
  }
}

function keyIn(space: Space, text: string): string {
  return space === 'variable' ? text : `${space} ${text}`;
}

function targetOf({ in: place }: Declaration, scope: Scope): Scope {
  if (place === 'function') return functionAround(scope);
  const innermost = beyondParameters(scope);
  if (place === 'here') return innermost;
  if (place === 'outside') return innermost.parent ? beyondParameters(innermost.parent) : innermost;
  let target = scope;
  while (target.kind !== place && target.parent) target = target.parent;
  return target;
}

function beyondParameters(scope: Scope): Scope {
  return scope.kind === 'parameters' && scope.parent ? beyondParameters(scope.parent) : scope;
}

/** The innermost scope but blocks. */
function functionAround(scope: Scope): Scope {
  let target = scope;
  while ((target.kind === 'block' || target.kind === 'parameters') && target.parent) target = target.parent;
  return target;
}

function depthOf(scope: Scope): number {
  let depth = 0;
  for (let around = scope.parent; around; around = around.parent) depth++;
  return depth;
}
