import type { Host } from '../host';

/** Elements that are written at a time. */
const BATCH = 1000;

/**
 * Prints an object as one JSON document. Generators become arrays and are written as they come, so that the
 * tokens of a large file need not be one string.
 */
export async function printJson(host: Host, document: Readonly<Record<string, unknown>>): Promise<void> {
  let separator = '{';
  for (const [key, value] of Object.entries(document)) {
    if (value === undefined) continue;
    await host.out(`${separator}${JSON.stringify(key)}:`);
    separator = ',';
    if (isGenerator(value)) await printArray(host, value);
    else await host.out(JSON.stringify(value));
  }
  await host.out(separator === '{' ? '{}\n' : '}\n');
}

async function printArray(host: Host, elements: Iterable<unknown>): Promise<void> {
  let batch: string[] = [];
  let start = '[';
  for (const element of elements) {
    batch.push(JSON.stringify(element));
    if (batch.length < BATCH) continue;
    await host.out(start + batch.join(','));
    start = ',';
    batch = [];
  }
  if (batch.length > 0 || start === '[') await host.out(start + batch.join(','));
  await host.out(']');
}

function isGenerator(value: unknown): value is Generator {
  return typeof value === 'object' && value !== null && 'next' in value && Symbol.iterator in value;
}
