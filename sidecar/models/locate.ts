import { readdirSync, statSync, type Stats } from 'node:fs';
import path from 'node:path';
import { reasonOf, SidecarError } from '../errors';
import { SidecarErrorCode, type ModelEntry } from '../protocol';
import { modelsFolder } from '../../node/cacheFolder';
import { shippedModelsFolder } from '../../node/shippedModels';
import { contextSizeFor } from './contextSize';
import { readGgufHeader } from './ggufHeader';
import { memoryNeed } from './preflight';
import { isOnHub, type RegistryEntry } from './registry/entry';
import { REGISTRY } from './registry/registry';

/** A model file that exists. */
export interface LocatedModel {
  readonly path: string;
  /** What the registry knows about it, when it was asked for by id. */
  readonly entry: RegistryEntry | undefined;
}

/** Finds the file of a model given by absolute path or by registry id; throws a clear error when it is not there. */
export function locateModel(model: string, folder = modelsFolder()): LocatedModel {
  const entry = REGISTRY.find(({ id }) => id === model);
  const file = entry ? fileOf(entry, folder) : model;
  if (!entry && !path.isAbsolute(model)) {
    throw missing(`There is no model "${model}": give the absolute path of a GGUF file, or one of ${ids()}.`);
  }
  const stats = lookAt(file);
  if (stats?.isFile()) return { path: file, entry };
  if (stats) throw missing(`${file} is a folder: choose a GGUF file in it.`);
  throw missing(
    entry
      ? notInstalled(entry, file)
      : `There is no model file at ${file}: check the path, or choose another model.`,
  );
}

function notInstalled(entry: RegistryEntry, file: string): string {
  return isOnHub(entry)
    ? `${entry.name} is not installed: download it (Choose Model, or tokoscope models get ${entry.id}), or put its file at ${file}.`
    : `${entry.name}, which comes with Tokoscope, is not at ${file}: reinstall Tokoscope, or choose another model.`;
}

/** Where the file of a known model is, or would be. */
function fileOf(entry: RegistryEntry, folder: string): string {
  return path.join(isOnHub(entry) ? folder : shippedModelsFolder(), entry.file);
}

/** What lies at a path, if anything. */
function lookAt(file: string): Stats | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** The error for a model file, or a folder on the way to it, that the system keeps from us. */
export function unreadable(file: string, error: unknown): SidecarError {
  const { code } = error as NodeJS.ErrnoException;
  // Node repeats the call and the path, which the sentence has already.
  const reason = reasonOf(error).replace(/, \w+( '.*')?$/, '');
  return new SidecarError(
    code === 'ENOENT' ? SidecarErrorCode.modelMissing : SidecarErrorCode.loadFailed,
    `${file} can't be read (${reason}): check the path and its permissions, or choose another model.`,
    { cause: error },
  );
}

/** The registry, and GGUF files of the models folder that it does not know. Never throws: what can't be read is not listed. */
export function listModels(folder = modelsFolder()): ModelEntry[] {
  const known = REGISTRY.map((entry) => toModelEntry(entry, folder));
  const files = new Set(REGISTRY.map(({ file }) => file));
  const others = namesIn(folder).filter((name) => name.endsWith('.gguf') && !files.has(name));
  return [...known, ...others.sort().flatMap((name) => foundEntry(path.join(folder, name)) ?? [])];
}

/** What the protocol says of a registry's model. */
export function toModelEntry(entry: RegistryEntry, folder = modelsFolder()): ModelEntry {
  const file = fileOf(entry, folder);
  const size = sizeOf(file);
  const { id, name, family, parameters, quantisation, licence, fim, shape } = entry;
  const fileBytes = size ?? shape.fileBytes;
  return {
    id,
    name,
    family,
    parameters,
    quantisation,
    licence: licence.name,
    source: isOnHub(entry) ? `Hugging Face, ${entry.hub.repository}` : 'Comes with Tokoscope',
    fim,
    path: file,
    installed: size !== undefined,
    downloadable: isOnHub(entry),
    fileBytes,
    estimated: size === undefined && entry.sha256 === undefined,
    memoryBytes: memoryNeed({ ...shape, fileBytes }, contextSizeFor(0, entry.contextLength, true)),
  };
}

/** The id of such a file is its path, which is what a specification takes. */
function foundEntry(file: string): ModelEntry | undefined {
  const size = sizeOf(file);
  if (size === undefined) return undefined;
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
    downloadable: false,
    fileBytes: size,
    estimated: false,
    memoryBytes: memoryOf(file),
  };
}

/** By the file's own header; 0 when it is no model. */
function memoryOf(file: string): number {
  try {
    const header = readGgufHeader(file);
    return memoryNeed(header, contextSizeFor(0, header.contextLength, true));
  } catch {
    return 0;
  }
}

/** Size in bytes of a file or of the one a link leads to; undefined when there is none. */
function sizeOf(file: string): number | undefined {
  try {
    const stats = statSync(file);
    return stats.isFile() ? stats.size : undefined;
  } catch {
    return undefined;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function ids(): string {
  return REGISTRY.map(({ id }) => id).join(', ');
}

function missing(message: string): SidecarError {
  return new SidecarError(SidecarErrorCode.modelMissing, message);
}
