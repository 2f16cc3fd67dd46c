/** The result of one bench as a section of docs/benchmarks.md, with the command that makes it. */
export function benchMarkdown(name, { title, rows, notes }) {
  return markdownSection(title ?? name, `npm run bench -- --only ${name}`, [rows], notes);
}

/** A section of docs/benchmarks.md: title, command, tables, and notes in one paragraph. */
export function markdownSection(title, command, tables, notes = []) {
  return [
    `## ${title}`,
    '',
    `\`${command}\``,
    '',
    ...tables.flatMap((rows) => [...markdownTable(rows), '']),
    [notes].flat().join(' '),
    '',
  ].join('\n');
}

/** Lines of a table; numbers to the right. */
function markdownTable(rows) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const isNumber = columns.map((column) => rows.some((row) => typeof row[column] === 'number'));
  const cell = (value) =>
    typeof value === 'number'
      ? value.toLocaleString('en', { maximumFractionDigits: 3 })
      : String(value ?? '').replaceAll('|', '\\|');
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map((column) => (column === 'name' ? '' : column))),
    line(isNumber.map((right) => (right ? '---:' : '---'))),
    ...rows.map((row) => line(columns.map((column) => cell(row[column])))),
  ];
}
