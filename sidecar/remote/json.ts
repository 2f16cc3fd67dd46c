/** Readings of JSON whose shape nobody vouches for. */
type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectIn(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** The first of a list of objects; {} when it is none, or empty. */
export function firstIn(value: unknown): JsonObject {
  return Array.isArray(value) ? objectIn(value[0]) : {};
}

/** A count that says something: a whole number of at least 0. */
export function countIn(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined;
}

/** The fields that are counts, so that the others keep what they were. */
export function countsIn<K extends string>(fields: Readonly<Record<K, unknown>>): Partial<Record<K, number>> {
  const counts: Partial<Record<K, number>> = {};
  for (const [name, value] of Object.entries(fields) as [K, unknown][]) {
    const count = countIn(value);
    if (count !== undefined) counts[name] = count;
  }
  return counts;
}

export function namesIn(list: unknown, field: string): readonly string[] {
  if (!Array.isArray(list)) return [];
  return list.map((one) => objectIn(one)[field]).filter((name) => typeof name === 'string');
}
