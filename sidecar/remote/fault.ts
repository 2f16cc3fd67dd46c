import { reasonOf, SidecarError } from '../errors';
import { SidecarErrorCode } from '../protocol';

/** A fault of a server that passes by itself. */
export class Unavailable extends SidecarError {
  constructor(
    message: string,
    /** Milliseconds after which the server wants to be asked again, where it says so. */
    readonly retryAfterMs?: number,
    options?: ErrorOptions,
  ) {
    super(SidecarErrorCode.serverUnavailable, message, options);
  }
}

/** The connection broke off in the middle of an answer. */
export class CutOff extends Unavailable {
  constructor(message: string, options?: ErrorOptions) {
    super(message, undefined, options);
  }
}

/** A fault that stays until somebody changes something. */
export class Refused extends SidecarError {
  constructor(
    message: string,
    /** Of HTTP, where the server answered with one. */
    readonly status?: number,
  ) {
    super(SidecarErrorCode.serverRefused, message);
  }
}

/** Reasons of Node, in words. */
const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing answers at this address',
  ECONNRESET: 'the connection was closed',
  EPIPE: 'the connection was closed',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host could not be looked up',
  EHOSTUNREACH: 'there is no way to the host',
  ENETUNREACH: 'there is no network',
  ETIMEDOUT: 'it does not answer',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by itself',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'nobody vouches for its certificate',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
};

/** A failure of the connection, from whatever was thrown. */
export function unreachable(host: string, error: unknown): Unavailable {
  return new Unavailable(`The model's server ${host} can't be reached: ${why(error)}.`, undefined, {
    cause: error,
  });
}

export function why(error: unknown): string {
  if (!(error instanceof Error)) return reasonOf(error);
  // Of several addresses, each failed: the first stands for all.
  if (error instanceof AggregateError && error.errors.length > 0) return why(error.errors[0]);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return REASONS[code] ?? reasonOf(error).replace(/\.$/, '');
}
