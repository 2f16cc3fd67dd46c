import type { Node } from 'web-tree-sitter';
import type { SyntaxLanguage } from '../language';

const TYPE_WORDS =
  'bigint bigserial binary bit boolean box2d box3d bytea char character date datetime datetime2 datetimeoffset ' +
  'decimal double enum float geography geometry image inet int interval json jsonb mediumint money nchar numeric ' +
  'nvarchar oid precision real regclass regnamespace regproc regtype serial smalldatetime smallint smallmoney ' +
  'smallserial string text time timestamp timestamptz tinyint uuid varbinary varchar varying xml';

const types = TYPE_WORDS.split(' ').flatMap((word) => [word, `keyword_${word}`]);

function child(node: Node, type: string): Node | undefined {
  return node.namedChildren.find((one) => one.type === type);
}

export const sql: SyntaxLanguage = {
  id: 'sql',
  name: 'SQL',
  vscodeIds: ['sql', 'pgsql', 'postgres', 'mysql', 'sqlite', 'tsql', 'plsql'],
  extensions: ['.sql', '.ddl', '.dml', '.pgsql', '.psql', '.mysql'],
  grammar: 'tree-sitter-sql.wasm',
  source: '@derekstride/tree-sitter-sql (MIT), built here',
  kinds: {
    ...Object.fromEntries(types.map((type) => [type, 'type' as const])),
    marginalia: 'comment',
    parameter: 'identifier',
    object_reference: 'identifier',
    op_other: 'operator',
    op_unary_other: 'operator',
    bang: 'operator',
    all_fields: 'operator',
    dollar_quote: 'string',
  },
  kindsByText: { literal: (text) => (/^[+-]?\.?\d/.test(text) ? 'number' : 'string') },
  functions: {
    types: ['create_function'],
    wrappers: [],
    name: (definition) => child(definition, 'object_reference'),
    hasBody: (definition) => child(definition, 'function_body') !== undefined,
  },
};
