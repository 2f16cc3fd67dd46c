/** The result of one bench as a section of docs/benchmarks.md, with the command that makes it. */
export function benchMarkdown(name, { title, rows, notes }) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const isNumber = columns.map((column) => rows.some((row) => typeof row[column] === 'number'));
  const cell = (value) =>
    typeof value === 'number'
      ? value.toLocaleString('en', { maximumFractionDigits: 3 })
      : String(value ?? '').replaceAll('|', '\\|');
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [
    `## ${title ?? name}`,
    '',
    `\`npm run bench -- --only ${name}\``,
    '',
    line(columns.map((column) => (column === 'name' ? '' : column))),
    line(isNumber.map((right) => (right ? '---:' : '---'))),
    ...rows.map((row) => line(columns.map((column) => cell(row[column])))),
    '',
    [notes ?? []].flat().join(' '),
    '',
  ].join('\n');
}
