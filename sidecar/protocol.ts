/**
 * The typed messages between the sidecar and whoever starts it (the extension, the CLI, the tests).
 *
 * Transport: JSON-RPC (vscode-jsonrpc) over the standard input and output of a child process. No port is
 * opened; logs go to standard error. Any request may be cancelled with `$/cancelRequest`; it then ends with
 * {@link SidecarErrorCode.cancelled}, and the model's cache stays usable for the next request.
 */
import { NotificationType, RequestType } from 'vscode-jsonrpc';

/** Raised whenever a message changes its meaning; `initialize` refuses another number. */
export const PROTOCOL_VERSION = 2;

/** Id of the registry entry that is taken when nothing is chosen. */
export const DEFAULT_MODEL = 'smollm2-135m-instruct-q4_1';

export type GpuChoice = 'auto' | 'cuda' | 'vulkan' | 'metal' | 'cpu';
export type Backend = 'CUDA' | 'Vulkan' | 'Metal' | 'CPU';
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

/** Which model to run and how. Two equal specifications share one loaded model. */
export interface ModelSpec {
  /** Absolute path of a GGUF file, or the id of a registry entry (see {@link ModelEntry.id}). */
  readonly model: string;
  readonly gpu: GpuChoice;
  /** Context length in tokens; 0 lets the sidecar choose (at most the trained length). */
  readonly contextSize: number;
  /** Layers to put on the GPU: 'auto' fits what memory allows. */
  readonly gpuLayers: number | 'auto';
  /** CPU threads; 0 lets the sidecar choose (one less than the cores, at least 1). */
  readonly threads: number;
  /** A smaller model with the same vocabulary that guesses ahead: path or id as in `model`; none if absent or "". */
  readonly draftModel?: string;
}

/** How a model is asked to fill in the middle. */
export interface FimInfo {
  /** Family of the prompt format ("qwen", "starcoder", "codellama", …), or "none": prefix only. */
  readonly family: string;
  /** One sentence for the user when the family is "none". */
  readonly note?: string;
}

export interface LoadedModel {
  /** Short name for the status bar, for example "SmolLM2 135M Instruct". */
  readonly name: string;
  readonly path: string;
  readonly architecture: string;
  readonly fileBytes: number;
  readonly contextSize: number;
  readonly trainedContextSize: number;
  readonly vocabularySize: number;
  readonly backend: Backend;
  /** Name of the device when the backend is a GPU. */
  readonly device?: string;
  readonly gpuLayers: number;
  readonly totalLayers: number;
  readonly threads: number;
  readonly fim: FimInfo;
  readonly loadMs: number;
  /** What the user should know, for example "No usable GPU: running on the CPU." */
  readonly notes: readonly string[];
}

/**
 * line: stop before the first line break; block: stop at the end of the enclosing scope;
 * auto: `line` when text follows the cursor on its line, else `block`.
 */
export type CompletionMode = 'auto' | 'line' | 'block';

/**
 * What happens where the cursor stands inside a token. off: the prompt ends with the tokens of the text so far;
 * heal: the last ones are taken back and chosen anew; exact: the token path is chosen by the probability of all paths
 * that spell the text so far.
 */
export type BoundaryMode = 'off' | 'heal' | 'exact';

/** auto: the next tokens are guessed and verified several at a time, where that is faster; the text stays the same. */
export type DraftMode = 'auto' | 'off';

/**
 * What an answer must satisfy. line: it stands on the cursor's line; brackets: it closes none that is not open before
 * the cursor; parse: the text up to its end is one that a correct file may begin with; names: it uses only names that
 * stand around the cursor, come with the language, or are declared in it.
 */
export type ConstraintName = 'line' | 'brackets' | 'parse' | 'names';

/** The text around a cursor, with LF line ends; may be a window of the document. */
export interface CursorWindow {
  readonly prefix: string;
  readonly suffix: string;
  /** True when `prefix` starts at the start of the document (or `suffix` ends at its end). */
  readonly prefixComplete: boolean;
  readonly suffixComplete: boolean;
}

export interface CompleteParams extends CursorWindow {
  readonly spec: ModelSpec;
  /** Identifies the document, so that a newer request for it cancels the older one. */
  readonly documentId: string;
  /** VS Code language id, "" when unknown. */
  readonly languageId: string;
  /** Path or name of the file, for formats that carry one. */
  readonly path: string;
  readonly mode: CompletionMode;
  readonly maxTokens: number;
  /** Budget of the prompt in tokens of the model; 0 = what fits beside `maxTokens`. */
  readonly maxPromptTokens: number;
  /** Generation stops after this many milliseconds, counted from the first token; 0 = no limit. */
  readonly timeBudgetMs: number;
  /** 0 is greedy. */
  readonly temperature: number;
  readonly seed: number;
  readonly boundary: BoundaryMode;
  /** Default: auto. */
  readonly drafts?: DraftMode;
  /** Text that the answer may well begin with, such as what an answer at about this place had; a guess, no more. */
  readonly expected?: string;
  /** Identifies the workspace, in which drafts are looked for (see {@link LearnParams}). */
  readonly workspace?: string;
  /** Answers to offer in all, at most 5; those beyond the first are as different as they can be. Default: 1. */
  readonly alternatives?: number;
  /** Where the model is unsure, tries several ways to go on and keeps the likeliest: slower. Default: false. */
  readonly cautious?: boolean;
  readonly constraints?: readonly ConstraintName[];
  /** Text that the answer must begin with. */
  readonly begin?: string;
  /** Texts that must not come in the answer. */
  readonly forbidden?: readonly string[];
  /** When set, `completion/text` notifications with this token carry the raw text as it grows. */
  readonly streamToken?: string;
}

/** Why generation ended. */
export type StopReason =
  | 'end' // the model said it is done
  | 'line' // single line: a line break
  | 'scope' // block: the indentation fell below the block's
  | 'suffix' // the output met the text after the cursor
  | 'repetition'
  | 'length' // maxTokens
  | 'constraint' // none of the likeliest tokens is allowed
  | 'time'; // timeBudgetMs

/** How the answer was begun at the cursor. */
export interface BoundaryStats {
  /** What was done, which may be less than what was asked for; `reason` says why. */
  readonly method: BoundaryMode;
  readonly reason?: string;
  /** Token paths that were weighed, and tokens evaluated for those that were not taken. */
  readonly paths: number;
  readonly branchTokens: number;
}

/** What one source of drafts did for a request. */
export interface DraftStats {
  /** Drafts that were verified, their tokens, and how many of those were right. */
  readonly drafts: number;
  readonly drafted: number;
  readonly accepted: number;
  /** Steps before which the source was asked. */
  readonly steps: number;
}

/** What constraints did to an answer. */
export interface ConstraintStats {
  /** Tokens that the constraints were asked about, and choices of the model that they did not allow. */
  readonly checks: number;
  readonly rejected: number;
  /** Constraints that had no say here, and why. */
  readonly off: readonly { readonly name: ConstraintName; readonly reason: string }[];
}

/** What choosing among several answers cost, beyond the plain answer. */
export interface ChoiceStats {
  readonly decodes: number;
  /** Tokens evaluated that are in no answer, or in another than the first. */
  readonly evaluated: number;
  /** Cautious: places where several ways were tried, and how many ways in all. */
  readonly places?: number;
  readonly trials?: number;
  /** Why there are fewer alternatives than asked for, other than that the model had no more to offer. */
  readonly reason?: string;
}

/** How sure the model was of an answer: natural logarithms of the probabilities of its tokens, summed up. */
export interface Confidence {
  readonly tokens: number;
  readonly mean: number;
  /** A tenth, and a quarter, of the tokens are less probable than this. */
  readonly q10: number;
  readonly q25: number;
  /** The least probable of the first three. */
  readonly leastOfFirst: number;
  /** Entropy at the first token, in nats. */
  readonly firstEntropy: number;
}

export interface CompletionStats {
  readonly promptTokens: number;
  /** Tokens of the prompt that were evaluated for this request… */
  readonly evaluated: number;
  /** …and those whose state was still in the cache (evaluated + reused = promptTokens). */
  readonly reused: number;
  /** Tokens generated, and decode calls made for them. */
  readonly generated: number;
  readonly decodes: number;
  readonly drafted: number;
  readonly accepted: number;
  /** By name of the source; only those that had a draft verified. */
  readonly drafts?: Readonly<Record<string, DraftStats>>;
  readonly boundary: BoundaryStats;
  /** Where the request named constraints. */
  readonly constraints?: ConstraintStats;
  /** Where the request asked for more than the plain answer. */
  readonly choice?: ChoiceStats;
  /** How sure the model was; only where that costs next to nothing to know. */
  readonly confidence?: Confidence;
  /** Milliseconds from the request's arrival to the first token, and to the end. */
  readonly firstTokenMs: number;
  readonly totalMs: number;
}

export interface CompleteResult {
  /** Text to insert at the cursor, after post-processing; "" = nothing worth showing. */
  readonly text: string;
  /** What the model wrote, before post-processing. */
  readonly raw: string;
  readonly stop: StopReason;
  /** Names of the post-processing filters that changed or dropped the text, in order. */
  readonly filters: readonly string[];
  readonly stats: CompletionStats;
  readonly model: LoadedModel;
  /** Other texts to insert, after post-processing, all different; where more than one was asked for. */
  readonly alternatives?: readonly string[];
}

/** An entry of the model registry. */
export interface ModelEntry {
  readonly id: string;
  readonly name: string;
  readonly family: string;
  readonly parameters: string;
  readonly quantisation: string;
  readonly licence: string;
  /** 0 when not known before the file is there. */
  readonly fileBytes: number;
  /** Where the file comes from, for the user to read. */
  readonly source: string;
  /** Where the file is, or would be, in the cache folder. */
  readonly path: string;
  readonly installed: boolean;
  readonly fim: FimInfo;
}

export interface TokenizeParams {
  readonly spec: ModelSpec;
  readonly text: string;
}
export interface TokenizeResult {
  readonly ids: readonly number[];
}

/** Asks how the model expected a text: it reads it as it is, without the markers of a prompt format. */
export interface SurprisalParams {
  readonly spec: ModelSpec;
  /** Identifies the document, so that a newer reading of it cancels the older one. */
  readonly documentId: string;
  /** Line ends are read as LF. The spelling of a control token is text like any other. */
  readonly text: string;
  /**
   * What is to be reported, in UTF-16 units: every token that has some part of it. What is before is only read. All
   * of the text if absent.
   */
  readonly range?: { readonly start: number; readonly end: number };
  /** How many of the model's likeliest tokens to name at each place. */
  readonly top: number;
  readonly entropy?: boolean;
  /**
   * Tokens that the model sees before each one that is reported, where a text is longer than the context; a quarter
   * of the context if absent.
   */
  readonly overlap?: number;
  /** UTF-16 ranges of identifiers, in order: how many of them the model would have written is then reported, too. */
  readonly identifiers?: readonly { readonly start: number; readonly end: number }[];
  /** When set, `read/progress` notifications with this token say how far the model is. */
  readonly progressToken?: string;
}

/** A token and how the model expected it, given those before it. */
export interface SurprisalToken {
  readonly id: number;
  /** Place in the text in UTF-8 bytes, and in UTF-16 units that are widened to the edges of a character it cuts. */
  readonly byteStart: number;
  readonly byteEnd: number;
  readonly start: number;
  readonly end: number;
  /** Its bytes as the model reads them; U+FFFD where they cut a character, which `partial` says. */
  readonly text: string;
  readonly partial?: true;
  /** Natural logarithm of its probability; null for the first token where the model has none to begin a text with. */
  readonly logprob: number | null;
  /** How many tokens are likelier: 0 for the likeliest; null as above. */
  readonly rank: number | null;
  /** In nats: what `-logprob` was to be expected. Only when asked for. */
  readonly entropy?: number | null;
  /** The model's likeliest tokens here, this one among them if it is one. Control tokens have no text. */
  readonly alternatives?: readonly {
    readonly id: number;
    readonly text: string;
    readonly probability: number;
  }[];
}

/** Of the tokens whose probability is known. */
export interface SurprisalSums {
  /** Sum of their `logprob`. */
  readonly logprob: number;
  readonly scoredTokens: number;
  /** As the model reads them: a line's end is one byte. */
  readonly scoredBytes: number;
  /** null when there are none. */
  readonly bitsPerByte: number | null;
  readonly perplexity: number | null;
}

/** Sums of the tokens of a line, counted from 0; `start` and `end` are UTF-16 offsets, its break not counted. */
export interface SurprisalLine extends SurprisalSums {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** Tokens in a row that the model was sure of, so that one pass could write them: see docs/reading-the-model.md. */
export interface LexicalUnitSpan {
  /** Index in `tokens`, and how many. */
  readonly first: number;
  readonly tokens: number;
  readonly start: number;
  readonly end: number;
  readonly meanLogprob: number;
}

/** Identifiers that greedy decoding gets right as a whole, of those that occur less often in the text and more often. */
export interface IdentifierScores {
  readonly rare: { readonly right: number; readonly total: number };
  readonly frequent: { readonly right: number; readonly total: number };
}

export interface SurprisalResult extends SurprisalSums {
  readonly tokens: readonly SurprisalToken[];
  /** False when a token was too unlikely for the engine's numbers: it then counts as e^-103. */
  readonly exact: boolean;
  /** Lines that have tokens, in order. Their sums add up to those of the text. */
  readonly lines: readonly SurprisalLine[];
  readonly units: readonly LexicalUnitSpan[];
  /** Only when asked for. */
  readonly identifiers?: IdentifierScores;
  readonly model: LoadedModel;
  /** What the user should know. */
  readonly notes: readonly string[];
  readonly stats: {
    /** Tokens evaluated for this, and tokens whose state was still in the cache. */
    readonly evaluated: number;
    readonly reused: number;
    /** More than one when the text was longer than the context. */
    readonly windows: number;
    readonly totalMs: number;
  };
}

/** Sent while a text is read: `fraction` runs from 0 to 1. */
export interface ReadProgress {
  readonly progressToken: string;
  readonly fraction: number;
}

/** An accepted completion (with its line so far) or a saved file, LF line ends: later answers may repeat it. */
export interface LearnParams {
  /** As in {@link CompleteParams}; what was learned in one workspace is not offered in another. */
  readonly workspace: string;
  /** Identifies the file, whose earlier text is then forgotten; "" for a completion. */
  readonly name: string;
  readonly text: string;
}

/** Asks for the same completions without drafts and with as many as can be had, at some places of a text. */
export interface VerifyParams {
  readonly spec: ModelSpec;
  readonly path: string;
  readonly languageId: string;
  /** The whole text, LF line ends. */
  readonly text: string;
  /** How many places to choose in it. */
  readonly cursors: number;
  /** Another seed chooses other places. */
  readonly seed: number;
  readonly maxTokens: number;
  readonly maxPromptTokens: number;
  readonly boundary: BoundaryMode;
}

/** The first token of a completion that drafting changed. */
export interface DraftDifference {
  /** Place of the cursor, from 1, columns in UTF-16 units. */
  readonly line: number;
  readonly column: number;
  /** Tokens that the two completions had in common. */
  readonly after: number;
  /** The next one, undefined where a completion ended. */
  readonly plain: DraftedToken | undefined;
  readonly drafted: DraftedToken | undefined;
  /**
   * By how much the likeliest token is ahead of the next, in natural logarithms of probability: next to nothing, and
   * the rounding of a larger batch may have decided. Undefined where it could not be found out.
   */
  readonly gap: number | undefined;
}
export interface DraftedToken {
  readonly id: number;
  readonly text: string;
}

export interface VerifyResult {
  readonly cursors: number;
  /** Tokens of the completions without drafts. */
  readonly tokens: number;
  readonly plain: DraftingCost;
  readonly drafted: DraftingCost & { readonly drafts: Readonly<Record<string, DraftStats>> };
  readonly differences: readonly DraftDifference[];
}
export interface DraftingCost {
  /** Decode calls after the prompt, and the milliseconds of them. */
  readonly decodes: number;
  readonly ms: number;
}

/** Sent while a model loads: `fraction` runs from 0 to 1. */
export interface LoadProgress {
  readonly model: string;
  readonly fraction: number;
}
export interface CompletionText {
  readonly streamToken: string;
  /** The whole raw text so far. */
  readonly text: string;
}

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

export const InitializeRequest = new RequestType<InitializeParams, InitializeResult, void>('initialize');
/** Loads a model ahead of the first completion. */
export const LoadRequest = new RequestType<ModelSpec, LoadedModel, void>('model/load');
/** Frees every loaded model. */
export const UnloadRequest = new RequestType<null, null, void>('model/unload');
export const ModelsRequest = new RequestType<null, readonly ModelEntry[], void>('models');
export const CompleteRequest = new RequestType<CompleteParams, CompleteResult, void>('complete');
export const TokenizeRequest = new RequestType<TokenizeParams, TokenizeResult, void>('tokenize');
export const SurprisalRequest = new RequestType<SurprisalParams, SurprisalResult, void>('read/surprisal');
export const VerifyDraftsRequest = new RequestType<VerifyParams, VerifyResult, void>('drafts/verify');
/** Ends the process once the running requests are cancelled. */
export const ShutdownRequest = new RequestType<null, null, void>('shutdown');

export const LearnNotification = new NotificationType<LearnParams>('drafts/learn');
export const LoadProgressNotification = new NotificationType<LoadProgress>('model/progress');
export const CompletionTextNotification = new NotificationType<CompletionText>('completion/text');
export const ReadProgressNotification = new NotificationType<ReadProgress>('read/progress');
