import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder of the models that ship with Tokoscope: `media/models` above the running code, in a package as in a
 * checkout.
 */
export function shippedModelsFolder(): string {
  const start = path.dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = path.dirname(folder)) {
    const models = path.join(folder, 'media', 'models');
    if (existsSync(models)) return models;
    if (folder === path.dirname(folder)) return path.join(start, 'media', 'models');
  }
}
