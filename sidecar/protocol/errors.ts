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
  /** Of downloads: nothing may be fetched. */
  offline: 1020,
  unreachable: 1021,
  /** The hub has no such file, or does not give it. */
  refused: 1022,
  /** It broke off, and the next attempt goes on from there. */
  cutShort: 1023,
  /** What came is not what was asked for; it is gone again. */
  wrongContent: 1024,
  diskFull: 1025,
  /** Another process is fetching the same file. */
  busy: 1026,
  /** Of a user's server: it says no, and will until somebody changes a setting, the key or the server. */
  serverRefused: 1040,
  /** It can't answer now; it is asked again after a pause. */
  serverUnavailable: 1041,
  /** The request is for the embedded engine, and the model runs on a server. */
  needsEngine: 1042,
  /** The one LSP uses, too: the request was cancelled or replaced by a newer one. */
  cancelled: -32800,
} as const;
