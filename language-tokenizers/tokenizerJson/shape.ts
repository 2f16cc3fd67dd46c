import { TokenizerFileError } from './error';

/*
 * Readers of parsed JSON. Each takes a value and where in the file it stands, and returns it with its type, or
 * throws a TokenizerFileError.
 */
export type Reader<T> = (value: unknown, at: string) => T;

type Properties = Readonly<Record<string, unknown>>;

export function wrong(at: string, wanted: string): TokenizerFileError {
  return new TokenizerFileError(
    at === '' ? `The tokenizer file is not ${wanted}.` : `In the tokenizer file, ${at} is not ${wanted}.`,
  );
}

export const text: Reader<string> = (value, at) => {
  if (typeof value !== 'string') throw wrong(at, 'a text');
  return value;
};

export const flag: Reader<boolean> = (value, at) => {
  if (typeof value !== 'boolean') throw wrong(at, 'true or false');
  return value;
};

export const number: Reader<number> = (value, at) => {
  if (typeof value !== 'number') throw wrong(at, 'a number');
  return value;
};

/** A token id. */
export const id: Reader<number> = (value, at) => {
  if (!Number.isInteger(value) || (value as number) < 0 || (value as number) > 0x7fff_fffe)
    throw wrong(at, 'a whole number for an id');
  return value as number;
};

export const properties: Reader<Properties> = (value, at) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(at, 'an object');
  return value as Properties;
};

/** Absent and null are the same. */
export function optional<T, D>(read: Reader<T>, otherwise: D): Reader<T | D> {
  return (value, at) => (value === undefined || value === null ? otherwise : read(value, at));
}

export function listOf<T>(read: Reader<T>): Reader<readonly T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) throw wrong(at, 'a list');
    return value.map((item, i) => read(item, `${at}[${i}]`));
  };
}

export function oneOf<const T extends string>(...names: readonly T[]): Reader<T> {
  return (value, at) => {
    const found = names.find((name) => name === value);
    if (found === undefined) throw wrong(at, `one of ${names.join(', ')}`);
    return found;
  };
}

export type Fields<T> = { readonly [K in keyof T]: Reader<T[K]> };

function inside(at: string, name: string): string {
  return at === '' ? name : `${at}.${name}`;
}

/** An object with these fields; others are left out. */
export function object<T>(fields: Fields<T>): Reader<T> {
  return (value, at) => {
    const given = properties(value, at);
    const entries = Object.entries<Reader<unknown>>(fields as Record<string, Reader<unknown>>);
    return Object.fromEntries(
      entries.map(([name, read]) => [name, read(given[name], inside(at, name))]),
    ) as T;
  };
}

/** A part of the tokenizer: an object whose `type` says which fields it has. */
export function part<P extends { readonly type: string }>(
  what: string,
  types: { readonly [K in P['type']]: Fields<Omit<Extract<P, { readonly type: K }>, 'type'>> },
): Reader<P> {
  return (value, at) => {
    const type = text(properties(value, at)['type'], `${at}.type`);
    if (!Object.hasOwn(types, type))
      throw new TokenizerFileError(
        `The tokenizer file has a ${what} that is not known: ${at} is of type ${type}.`,
      );
    const read = object(types[type as P['type']] as Fields<object>);
    return { type, ...(read(value, at) as object) } as P;
  };
}
