import { NO_FUNCTIONS, type SyntaxLanguage } from '../language';

export const sql: SyntaxLanguage = {
  id: 'sql',
  name: 'SQL',
  vscodeIds: ['sql', 'pgsql', 'postgres', 'mysql', 'sqlite', 'tsql', 'plsql'],
  extensions: ['.sql', '.ddl', '.dml', '.pgsql', '.psql', '.mysql'],
  grammar: 'tree-sitter-sql.wasm',
  source: '@derekstride/tree-sitter-sql (MIT)',
  functions: NO_FUNCTIONS,
};
