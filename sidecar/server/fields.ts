/** Checks of single fields of a message; each throws `badRequest` with the field's name. */
import { SidecarError } from '../errors';
import { SidecarErrorCode } from '../protocol';

/** Text around the cursor beyond this is a mistake of the caller: windows are far smaller. */
const MOST_TEXT = 8 << 20;
const MOST_LISTED = 100;

export function range(
  field: string,
  { start, end }: { readonly start: number; readonly end: number },
  text: string,
): void {
  integer(`${field}.start`, start, 0);
  integer(`${field}.end`, end, start);
  if (end > text.length) throw bad(`"${field}" ends behind the text, which has ${text.length} units.`);
}

export function text(field: string, value: unknown): void {
  if (typeof value !== 'string') throw bad(`"${field}" must be text.`);
  if (value.length > MOST_TEXT) throw bad(`"${field}" is longer than ${MOST_TEXT} characters.`);
}

export function number(field: string, value: unknown, least: number): void {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < least) {
    throw bad(`"${field}" must be a number of at least ${least}.`);
  }
}

export function integer(field: string, value: unknown, least: number, most = Infinity): void {
  if (!Number.isSafeInteger(value) || (value as number) < least || (value as number) > most) {
    const limit = least > Number.MIN_SAFE_INTEGER ? ` of at least ${least}` : '';
    throw bad(`"${field}" must be a whole number${limit}${most < Infinity ? ` and at most ${most}` : ''}.`);
  }
}

/** Of a field that may be left out. */
export function list(field: string, value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length > MOST_LISTED) throw bad(`"${field}" must be a short list.`);
  return value;
}

export function oneOf(field: string, value: unknown, values: readonly unknown[]): void {
  if (!values.includes(value)) throw bad(`"${field}" must be one of ${values.join(', ')}.`);
}

export function bad(message: string): SidecarError {
  return new SidecarError(SidecarErrorCode.badRequest, message);
}
