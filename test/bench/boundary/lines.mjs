/** Lines of real code, each with the code above it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { root } from '../../../scripts/lib/paths.mjs';

/** UTF-16 units of code above a line that the model is shown, at most and at least. */
const ABOVE = 700;
const LEAST_ABOVE = 200;
const SHORTEST = 16;
const LONGEST = 100;

/** A generator of random numbers in [0, 1), the same for the same seed. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let h = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
  };
}

/**
 * `count` lines, half of them from Python's standard library (all from this repository where there is no Python).
 * @returns {{ source: string, above: string, line: string }[]}
 */
export function heldLines(count, seed) {
  const next = random(seed);
  const python = filesUnder(pythonLibrary(), /\.py$/, 1);
  const own = ['sidecar', 'language-tokenizers', 'extension', 'cli'].flatMap((folder) =>
    filesUnder(path.join(root, folder), /\.ts$/, 6),
  );
  const lines = [];
  const seen = new Set();
  for (let tries = 0; lines.length < count && tries < 100 * count; tries++) {
    const isPython = python.length > 0 && lines.length % 2 === 0;
    const files = isPython ? python : own;
    const text = readFileSync(files[Math.floor(next() * files.length)], 'utf8').replaceAll('\r\n', '\n');
    const starts = [...text.matchAll(/\n(?=[^\n])/g)].map(({ index }) => index + 1);
    const start = starts[Math.floor((0.2 + 0.8 * next()) * starts.length)] ?? 0;
    const line = text.slice(start).split('\n', 1)[0];
    const from = text.indexOf('\n', Math.max(0, start - ABOVE)) + 1;
    if (
      line.trim().length < SHORTEST ||
      line.length > LONGEST ||
      start - from < LEAST_ABOVE ||
      seen.has(line)
    )
      continue;
    seen.add(line);
    lines.push({
      source: isPython ? 'Python library' : 'this repository',
      above: text.slice(from, start),
      line,
    });
  }
  return lines;
}

function pythonLibrary() {
  try {
    const ask = 'import sysconfig; print(sysconfig.get_path("stdlib"))';
    return execFileSync('python3', ['-c', ask], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

function filesUnder(folder, pattern, depth) {
  if (folder === '' || !existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return depth > 1 ? filesUnder(file, pattern, depth - 1) : [];
    return pattern.test(entry.name) ? [file] : [];
  });
}
