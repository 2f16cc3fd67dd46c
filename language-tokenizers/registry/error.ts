/** Why a tokenizer can't be had. */
export type RegistryErrorKind =
  /** No tokenizer or model of this name. */
  | 'unknownName'
  /** The name is right, but what it names is not on this machine. */
  | 'missing'
  /** It is there and can't be read, or is no tokenizer. */
  | 'unusable'
  /** This host has no files, or no network. */
  | 'unsupportedHere'
  | HubErrorKind;

/** Why nothing could be had from the hub. */
export type HubErrorKind =
  | 'offline'
  | 'unreachable'
  /** It needs a licence that was not accepted, or a token that was not given. */
  | 'gated'
  | 'notOnHub'
  | 'refused'
  | 'cutShort'
  /** A web page, say, where a file should be. */
  | 'notTheFile'
  | 'wrongSize'
  | 'wrongDigest';

/** The message is one sentence for people. */
export class RegistryError extends Error {
  override readonly name = 'RegistryError';

  constructor(
    readonly kind: RegistryErrorKind,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** First line of what was thrown. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0]!;
}
