/** A file to count, as a host's walk finds it. */
export interface FoundFile {
  /** As the user sees it: begins as it was typed. */
  readonly path: string;
  /** Where the host's reader finds it. */
  readonly location: string;
  readonly bytes: number;
  /** Not the same as before when the file may have changed; undefined where the host can't say so for certain. */
  readonly stamp?: string;
  /** The content, where it is at hand already. */
  readonly content?: Uint8Array;
}

/** A file or folder that is left out, and why. */
export interface SkippedFile {
  readonly path: string;
  readonly reason: string;
}

export type Found = FoundFile | SkippedFile;

/** Where files come from, in the order in which they are reported: a folder on disk, a workspace of the editor. */
export type FileSource = Iterable<Found> | AsyncIterable<Found>;
