/** Numbers by name, added name by name: what counts of sessions and windows are made of. */

/** Names that a table holds at most; the rest is counted together under {@link OTHERS}. */
const MAX_NAMES = 50;
export const OTHERS = '(others)';

/** The sum of two records that have the same names. */
export function addNumbers<K extends string>(
  a: Readonly<Record<K, number>>,
  b: Readonly<Record<K, number>>,
): Record<K, number> {
  const sum: Record<K, number> = { ...a };
  for (const key of Object.keys(b) as K[]) sum[key] += b[key];
  return sum;
}

/** The sum of two tables, of whose names there may be any; not more than {@link MAX_NAMES} and the others are kept. */
export function addTables<V>(
  a: Readonly<Record<string, V>>,
  b: Readonly<Record<string, V>>,
  add: (a: V, b: V) => V,
): Record<string, V> {
  const sum = new Map(Object.entries(a));
  for (const [key, value] of Object.entries(b)) {
    const name = sum.has(key) || sum.size < MAX_NAMES ? key : OTHERS;
    const before = sum.get(name);
    sum.set(name, before === undefined ? value : add(before, value));
  }
  // Own properties, whatever the names: a language may be called "__proto__".
  return Object.fromEntries(sum);
}
