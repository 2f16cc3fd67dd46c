/** Error codes of responses, in the range JSON-RPC leaves to applications. */
export const SidecarErrorCode = {
  modelMissing: 1001,
  notGguf: 1002,
  ggufDamaged: 1003,
  insufficientMemory: 1004,
  loadFailed: 1005,
  badRequest: 1006,
  protocolMismatch: 1007,
  engineFailed: 1008,
  /** The one LSP uses, too: the request was cancelled or replaced by a newer one. */
  cancelled: -32800,
} as const;
