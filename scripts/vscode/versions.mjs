/**
 * The VS Code builds that tests run in, by name. code-server (an npm package) is VS Code with its own web
 * server; `node` is the Node whose major version that build needs.
 */
export const versions = {
  current: { vscode: '1.139.1', codeServer: '4.139.1', node: '24.21.0' },
  /** The oldest that the manifest's engines.vscode allows. */
  oldest: { vscode: '1.100.3', codeServer: '4.100.3', node: '20.20.2' },
};

/** The build that TOKOSCOPE_VSCODE names, or the current one. */
export function chosenVersion() {
  const name = process.env.TOKOSCOPE_VSCODE ?? 'current';
  if (!(name in versions)) {
    throw new Error(`TOKOSCOPE_VSCODE is "${name}"; known: ${Object.keys(versions).join(', ')}.`);
  }
  return versions[name];
}
