import { RequestType } from 'vscode-jsonrpc';

/** Raised whenever a message changes its meaning; `initialize` refuses another number. */
export const PROTOCOL_VERSION = 2;

export type LogLevel = 'error' | 'warn' | 'info' | 'debug';

export interface InitializeParams {
  readonly protocolVersion: number;
  readonly logLevel: LogLevel;
}
export interface InitializeResult {
  readonly protocolVersion: number;
  readonly pid: number;
  /** For example "llama.cpp v0.4.0 (node-llama-cpp 3.21.1)". */
  readonly engine: string;
}

export const InitializeRequest = new RequestType<InitializeParams, InitializeResult, void>('initialize');
/** Ends the process once the running requests are cancelled. */
export const ShutdownRequest = new RequestType<null, null, void>('shutdown');
