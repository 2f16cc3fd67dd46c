import { readFile } from 'node:fs/promises';
import { getModuleVersion } from 'node-llama-cpp';

/** For example "llama.cpp v0.4.0 (node-llama-cpp 3.21.1)". */
export async function engineName(): Promise<string> {
  const [release, version] = await Promise.all([llamaCppRelease(), getModuleVersion()]);
  return `llama.cpp${release} (node-llama-cpp ${version})`;
}

/** The release that the installed binaries were built from; the package notes it beside them. */
async function llamaCppRelease(): Promise<string> {
  try {
    const file = new URL('../llama/binariesGithubRelease.json', import.meta.resolve('node-llama-cpp'));
    const { release } = JSON.parse(await readFile(file, 'utf8')) as { release?: unknown };
    return typeof release === 'string' ? ` ${release}` : '';
  } catch {
    return '';
  }
}
