/** `npm run package [-- --target linux-x64 --out FOLDER]`: makes the VSIX of one platform. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { megabytes, say } from './lib/log.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';

const { values } = parseArgs({ options: { target: { type: 'string' }, out: { type: 'string' } } });
await ensureDependencies();
const { packageExtension } = await import('./package/package.mjs');
const folder = values.out && path.resolve(values.out);
if (folder) await mkdir(folder, { recursive: true });
const { file, entries } = await packageExtension({
  ...(values.target && { target: values.target }),
  ...(folder && { folder }),
});

const sum = (list, key) => list.reduce((total, entry) => total + entry[key], 0);
say(
  `${entries.length} files, ${megabytes(sum(entries, 'size'))}, packed ${megabytes(sum(entries, 'packedSize'))}`,
);
console.log(file);
