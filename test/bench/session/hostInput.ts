/** What goes into the extension host, and what comes out. */
export type ArmName = 'ours' | 'peer';

export interface HostInput {
  readonly arm: ArmName;
  /** Paths of files. */
  readonly recording: string;
  readonly model: string;
  readonly threads: number;
  readonly gpu: string;
  /** Of llama-server. */
  readonly url: string;
  readonly settleMs: number;
  /** Settings of ours beside the default ones. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** One event of a session as it was played. */
export interface SeenEvent {
  /** Its index in the recording. */
  readonly event: number;
  /** Milliseconds from the keystroke until the editor was given text to show; undefined where it got none in time. */
  readonly shownMs?: number;
  /** Milliseconds of that in the provider, and where the text was from. */
  readonly providerMs?: number;
  readonly known?: boolean;
  /** The editor asked for this place. */
  readonly asked: boolean;
}

export interface SeenSession {
  readonly keystrokes: readonly SeenEvent[];
  /** Looks, completions that were accepted, and characters of these. */
  readonly looks: number;
  readonly accepted: number;
  readonly acceptedCharacters: number;
  /** Tokens evaluated for the answers that something was shown of. */
  readonly seenTokens: number;
}

export interface ArmWork {
  /** All tokens that went through the model, of prompts and of answers. */
  readonly evaluated: number;
  /** Requests for a completion, of these cancelled; others that nobody waited for. */
  readonly requests: number;
  readonly cancelled: number;
  readonly background: number;
}

export type HostResult = SeenSession & { readonly work: ArmWork };

export type HostReport = { readonly result: HostResult } | { readonly failure: string };
