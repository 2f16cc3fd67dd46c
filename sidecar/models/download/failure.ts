import { RegistryError, type HubErrorKind } from '../../../language-tokenizers/registry/error';
import { reasonOf, SidecarError, type ErrorCode } from '../../errors';
import { SidecarErrorCode } from '../../protocol';
import { gigabytes } from '../preflight';

const CODES: Readonly<Record<HubErrorKind, ErrorCode>> = {
  offline: SidecarErrorCode.offline,
  unreachable: SidecarErrorCode.unreachable,
  gated: SidecarErrorCode.refused,
  notOnHub: SidecarErrorCode.refused,
  refused: SidecarErrorCode.refused,
  cutShort: SidecarErrorCode.cutShort,
  notTheFile: SidecarErrorCode.wrongContent,
  wrongSize: SidecarErrorCode.wrongContent,
  wrongDigest: SidecarErrorCode.wrongContent,
};

const FULL = ['ENOSPC', 'EDQUOT'];

/** What the user is told of a download that failed, whatever was thrown. */
export function toDownloadError(error: unknown, folder: string): SidecarError {
  if (error instanceof SidecarError) return error;
  if (error instanceof RegistryError) {
    const code = (CODES as Readonly<Record<string, ErrorCode>>)[error.kind] ?? SidecarErrorCode.refused;
    return new SidecarError(code, error.message, { cause: error });
  }
  if (FULL.includes((error as NodeJS.ErrnoException).code ?? '')) {
    return new SidecarError(
      SidecarErrorCode.diskFull,
      `The disk is full: make room in ${folder} and try again, what was fetched so far is kept.`,
      { cause: error },
    );
  }
  return new SidecarError(
    SidecarErrorCode.loadFailed,
    `The model can't be kept in ${folder} (${reasonOf(error)}): check the folder and its permissions.`,
    { cause: error },
  );
}

/** Before anything is fetched. */
export function tooLittleRoom(needed: number, free: number, folder: string): SidecarError {
  return new SidecarError(
    SidecarErrorCode.diskFull,
    `The download needs ${gigabytes(needed)} more, ${gigabytes(free)} are free in ${folder}: make room, or have TOKOSCOPE_CACHE name a folder with more.`,
  );
}

export function wrongContent(message: string, cause?: unknown): SidecarError {
  return new SidecarError(SidecarErrorCode.wrongContent, message, { cause });
}
