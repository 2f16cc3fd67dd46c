/**
 * The typed messages between the sidecar and whoever starts it (the extension, the CLI, the tests).
 *
 * Transport: JSON-RPC (vscode-jsonrpc) over the standard input and output of a child process. No port is
 * opened; logs go to standard error. Any request may be cancelled with `$/cancelRequest`; it then ends with
 * {@link SidecarErrorCode.cancelled}, and the model's cache stays usable for the next request.
 */
export * from './background';
export * from './bias';
export * from './biasRows';
export * from './completion';
export * from './completionOptions';
export * from './completionStats';
export * from './context';
export * from './downloads';
export * from './drafts';
export * from './errors';
export * from './explain';
export * from './inspect';
export * from './models';
export * from './network';
export * from './outcomes';
export * from './session';
export * from './surprisal';
export * from './work';
