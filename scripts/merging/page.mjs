/** The page with the table of strategies, between its marks. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../lib/paths.mjs';

export const PAGE = path.join(root, 'docs', 'merging.md');
const START = '<!-- table: node scripts/merging-table.mjs -->';
const END = '<!-- end of table -->';

/** The table as it stands in the page; '' where there is none. */
export async function readBlock() {
  const { page, start, end } = await findBlock();
  return start < 0 ? '' : page.slice(start + START.length, end).trim();
}

/** Puts a table in the place of the one that is there, or at the page's end. */
export async function writeBlock(table) {
  const { page, start, end } = await findBlock();
  const block = `${START}\n\n${table.trim()}\n\n${END}`;
  await writeFile(
    PAGE,
    start < 0
      ? `${page.trimEnd()}\n\n${block}\n`
      : page.slice(0, start) + block + page.slice(end + END.length),
  );
}

async function findBlock() {
  const page = await readFile(PAGE, 'utf8').catch(() => '# Token merging\n');
  const start = page.indexOf(START);
  const end = page.indexOf(END);
  return end > start ? { page, start, end } : { page, start: -1, end: -1 };
}
