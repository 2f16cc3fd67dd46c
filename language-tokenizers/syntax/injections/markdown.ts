import { languageById, languageOfFile } from '../languages';
import type { HostInjections } from './injection';

/** Names in use after a fence that are neither a language's nor an extension of its files. */
const ALIASES: Readonly<Record<string, string>> = {
  'c++': 'cpp',
  'c#': 'csharp',
  golang: 'go',
  shell: 'bash',
  console: 'bash',
  node: 'javascript',
  jsonl: 'json',
  json5: 'json',
  plsql: 'sql',
  psql: 'sql',
};
/** What a quote or a list puts before each line. */
const MARKS = 'block_continuation';

/** Fences by the word after them, front matter, HTML, and what stands in running text. */
export const markdown: HostInjections = {
  injections: [
    { node: 'inline', language: () => 'markdown-inline', holes: MARKS },
    { node: 'pipe_table_cell', language: () => 'markdown-inline' },
    { node: 'html_block', language: () => 'html', holes: MARKS },
    { node: 'minus_metadata', language: () => 'yaml' },
    {
      node: 'code_fence_content',
      language: ({ parent }) => {
        const info = parent?.namedChildren.find((child) => child.type === 'info_string');
        return languageOfFence(info?.text ?? '');
      },
      holes: MARKS,
    },
  ],
  contexts: ['fenced_code_block'],
};

/** "python" of "python title=x", "{.py .numbered}", "rust,ignore". */
export function languageOfFence(info: string): string | undefined {
  const name = /^\s*\{?\s*\.?([^\s,{}:]+)/.exec(info)?.[1]?.toLowerCase();
  if (name === undefined) return undefined;
  return (languageById(ALIASES[name] ?? name) ?? languageOfFile(`.${name}`))?.id;
}
