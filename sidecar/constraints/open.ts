import type { ConstraintName } from '../protocol';
import { All } from './all';
import type { ConstraintContext, ConstraintState, OpenConstraint } from './constraint';
import { Forbidden } from './forbidden';
import { ForcedPrefix } from './forcedPrefix';
import { CONSTRAINTS } from './registry';

/** What a request asks of its answer. */
export interface ConstraintRequest {
  readonly constraints?: readonly ConstraintName[];
  /** Text that the answer begins with. */
  readonly begin?: string;
  /** Texts that do not come in the answer. */
  readonly forbidden?: readonly string[];
}

export interface OpenConstraints extends Required<OpenConstraint> {
  /** Constraints that have no say here, and why. */
  readonly off: readonly { readonly name: ConstraintName; readonly reason: string }[];
}

/** Opens what a request asks for; undefined where it asks for nothing. */
export async function openConstraints(
  request: ConstraintRequest,
  context: ConstraintContext,
): Promise<OpenConstraints | undefined> {
  const states: ConstraintState[] = [];
  const off: { readonly name: ConstraintName; readonly reason: string }[] = [];
  const disposers: (() => void)[] = [];
  const dispose = (): void => {
    for (const one of disposers.splice(0)) one();
  };
  if (request.begin) states.push(new ForcedPrefix(new TextEncoder().encode(request.begin)));
  if (request.forbidden?.length) states.push(Forbidden.of(request.forbidden, context.prefix));
  try {
    for (const name of new Set(request.constraints)) {
      const opened = await CONSTRAINTS[name](context);
      if ('reason' in opened) off.push({ name, reason: opened.reason });
      else {
        states.push(opened.state);
        if (opened.dispose) disposers.push(opened.dispose);
      }
    }
  } catch (error) {
    dispose();
    throw error;
  }
  return states.length + off.length === 0 ? undefined : { state: new All(states), off, dispose };
}
