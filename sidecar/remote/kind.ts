import type { EndpointKind, EndpointSpec } from '../protocol';
import type { RemoteRequest } from './request';

/** What a server says of its work. */
export interface RemoteCounts {
  readonly promptTokens: number;
  /** Tokens of the prompt that it had in its cache. */
  readonly cachedTokens: number;
  readonly generatedTokens: number;
  /** Tokens that it guessed ahead by itself, and how many of them were right. */
  readonly drafted: number;
  readonly accepted: number;
}

/** One message of an answer. */
export interface RemotePart {
  readonly text: string;
  /** Set when the answer is whole: the model was done, or `maxTokens` are reached. */
  readonly stop?: 'end' | 'length';
  readonly counts?: Partial<RemoteCounts>;
  /** The name of the model that answers. */
  readonly model?: string;
}

export interface RemoteCall {
  /** Path of the API, from the server's address on. */
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** An API that a model's server may speak: one file per kind in kinds/. */
export interface RemoteKind {
  readonly name: EndpointKind;
  /** How messages are parted: server-sent events, or one JSON text a line. */
  readonly framing: 'events' | 'lines';
  /** An ending of the address that belongs to the API, which users write and we add. */
  readonly apiPath: string;
  /** False where a request without a model's name is answered by the one that the server has. */
  readonly needsModel: boolean;
  /**
   * What is asked beyond what every server of this kind knows: some text before the cursor to be spelled again by tokens
   * of the model's choice, or counts with every part of an answer. One that refuses it is asked without.
   */
  readonly more: 'healing' | 'counts' | undefined;
  /** @param model the model's name there; "" where none is needed */
  call(endpoint: EndpointSpec, model: string, request: RemoteRequest): RemoteCall;
  /** Reads a message; undefined when it is none of this API's. */
  read(message: Readonly<Record<string, unknown>>): RemotePart | undefined;
  /** Where the names of its models are had, and how they are read there. */
  readonly modelsPath: string;
  models(answer: unknown): readonly string[];
  /** A sentence for a refusal that this kind knows; undefined for all others. */
  refusal(status: number, said: string): string | undefined;
}
