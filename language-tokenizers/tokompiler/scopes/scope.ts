import type { ScopeKind } from './meaning';

/** A variable, by its number. */
export type Variable = number;

interface Visible {
  /** UTF-16 offset from which on the name means the variable. */
  from: number;
  readonly variable: Variable;
  /** What declares it: another declaration of the same is the same variable, even where they shadow. */
  readonly origin: number;
}

/** A stretch of text in which names mean something of their own. */
export class Scope {
  /** A function of a class that it does not stand in. */
  isOfClass = false;
  private names: Map<string, Visible[]> | undefined;
  private redirects: Map<string, 'module' | 'enclosing'> | undefined;

  constructor(
    readonly kind: ScopeKind,
    /** Undefined for the file. */
    readonly parent: Scope | undefined,
  ) {}

  redirect(name: string, to: 'module' | 'enclosing'): void {
    (this.redirects ??= new Map<string, 'module' | 'enclosing'>()).set(name, to);
  }

  redirected(name: string): 'module' | 'enclosing' | undefined {
    return this.redirects?.get(name);
  }

  /** What the name means at an offset, if this scope says it. */
  get(name: string, at: number): Variable | undefined {
    return this.names?.get(name)?.findLast(({ from }) => from <= at)?.variable;
  }

  has(name: string): boolean {
    return this.names?.has(name) ?? false;
  }

  /** Takes a declaration; returns the variable, which `create` makes if it is a new one. */
  declare(name: string, from: number, origin: number, shadows: boolean, create: () => Variable): Variable {
    const names = (this.names ??= new Map<string, Visible[]>());
    const all = names.get(name);
    const last = all?.at(-1);
    if (last && (!shadows || last.origin === origin)) {
      last.from = Math.min(last.from, from);
      return last.variable;
    }
    const visible = { from, variable: create(), origin };
    if (all) all.push(visible);
    else names.set(name, [visible]);
    return visible.variable;
  }
}
