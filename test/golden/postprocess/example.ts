/** Code before the completion, the completion, and code after it. */
export type Marked = readonly [string, string, string];

/** One file of this folder, which README.md describes. */
export interface Example {
  readonly title: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly written: Marked;
  readonly inserted: Marked;
}

const FILE = /^(?<title>.*)\n(?<headers>[^]*)\n\n--- written\n(?<written>[^]*)\n--- inserted\n(?<inserted>[^]*)\n$/u;

export function readExample(source: string): Example {
  const parts = FILE.exec(source)?.groups;
  if (!parts) throw new Error(`Not an example:\n${source}`);
  const lines = parts['headers']!.split('\n').map((line) => /^(\w+): (.*)$/.exec(line)!);
  return {
    title: parts['title']!,
    headers: new Map(lines.map((match) => [match[1]!, match[2]!])),
    written: marked(parts['written']!),
    inserted: marked(parts['inserted']!),
  };
}

export function marked(code: string): Marked {
  const visible = code.replaceAll('·', ' ').replaceAll('→', '\t').replaceAll('␍', '\r');
  const parts = visible.split(/[├┤]/);
  if (parts.length !== 3) throw new Error(`One ├completion┤ wanted:\n${code}`);
  return [parts[0]!, parts[1]!, parts[2]!];
}

export function show(prefix: string, text: string, suffix: string): string {
  return `${prefix}├${text}┤${suffix}`.replaceAll('\t', '→').replaceAll('\r', '␍');
}
