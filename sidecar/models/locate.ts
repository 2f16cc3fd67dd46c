import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { SidecarError } from '../errors';
import { SidecarErrorCode, type ModelEntry } from '../protocol';
import { modelsFolder } from './cacheFolder';
import { REGISTRY, type RegistryEntry } from './registry';

/** A model file that exists. */
export interface LocatedModel {
  readonly path: string;
  /** What the registry knows about it, when it was asked for by id. */
  readonly entry: RegistryEntry | undefined;
}

/** Finds the file of a model given by absolute path or by registry id; throws a clear error when it is not there. */
export function locateModel(model: string, folder = modelsFolder()): LocatedModel {
  const entry = REGISTRY.find(({ id }) => id === model);
  const file = entry ? path.join(folder, entry.file) : model;
  if (!entry && !path.isAbsolute(model)) {
    throw missing(`There is no model "${model}": give the absolute path of a GGUF file, or one of ${ids()}.`);
  }
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats?.isFile()) return { path: file, entry };
  if (stats) throw missing(`${file} is a folder: choose a GGUF file in it.`);
  throw missing(
    entry
      ? `${entry.name} is not installed: put its file at ${file} (source: ${entry.source}).`
      : `There is no model file at ${file}: check the path, or choose another model.`,
  );
}

/** The registry, and GGUF files of the models folder that it does not know. */
export function listModels(folder = modelsFolder()): ModelEntry[] {
  const known = REGISTRY.map((entry) => toModelEntry(entry, folder));
  const files = new Set(REGISTRY.map(({ file }) => file));
  const others = ggufFiles(folder).filter((file) => !files.has(file));
  return [...known, ...others.map((file) => foundEntry(path.join(folder, file)))];
}

function toModelEntry(entry: RegistryEntry, folder: string): ModelEntry {
  const file = path.join(folder, entry.file);
  const stats = statSync(file, { throwIfNoEntry: false });
  return {
    id: entry.id,
    name: entry.name,
    family: entry.family,
    parameters: entry.parameters,
    quantisation: entry.quantisation,
    licence: entry.licence,
    source: entry.source,
    fim: entry.fim,
    path: file,
    installed: stats !== undefined,
    fileBytes: stats?.size ?? entry.fileBytes ?? 0,
  };
}

/** The id of such a file is its path, which is what a specification takes. */
function foundEntry(file: string): ModelEntry {
  return {
    id: file,
    name: path.basename(file, '.gguf'),
    family: '',
    parameters: '',
    quantisation: '',
    licence: '',
    source: 'Found in the models folder',
    fim: { family: '' },
    path: file,
    installed: true,
    fileBytes: statSync(file).size,
  };
}

function ggufFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.gguf'))
    .map((entry) => entry.name)
    .sort();
}

function ids(): string {
  return REGISTRY.map(({ id }) => id).join(', ');
}

function missing(message: string): SidecarError {
  return new SidecarError(SidecarErrorCode.modelMissing, message);
}
