import { nodeFetch } from '../../node/http/nodeFetch';
import { SidecarError } from '../errors';
import type { EndpointSpec } from '../protocol';
import { isLocal } from './address';
import { Availability } from './availability';
import { modelNameOf, type Exchange } from './exchange';
import { Unavailable } from './fault';
import type { RemoteKind } from './kind';
import { KINDS } from './kinds';
import { Turns } from './turns';

/** Requests under way to a server at a time: one that is being cancelled, and the next. */
const MOST_AT_A_TIME = 2;
/** Servers that are remembered. */
const MOST_SERVERS = 16;
/** Milliseconds without a byte after which a server counts as gone: it may load a model first. */
const SILENCE = 60_000;

export interface ServersOptions {
  readonly fetchOf?: (endpoint: EndpointSpec) => typeof fetch;
  readonly now?: () => number;
}

/** What is known of a server, beside what it is asked. */
interface Known {
  readonly turns: Turns;
  readonly availability: Availability;
  readonly traits: ServerTraits;
  /** The name that its model is asked by. */
  model: string | undefined;
}

/** What a task made of an answer; `fault`: it broke off, and something came of it nevertheless. */
interface Outcome {
  readonly model: string;
  readonly fault?: Unavailable;
}

/** What was learned of a server while it was asked. */
export interface ServerTraits {
  /** It does not take what its kind may be asked for beyond the rest. */
  isPlain: boolean;
}

export interface ServerTurn {
  readonly exchange: Exchange;
  readonly traits: ServerTraits;
  /** The model's name there; "" where it needs none. */
  readonly model: string;
}

/** The servers that requests name: how they do, and who is asking them now. */
export class Servers {
  readonly #known = new Map<string, Known>();

  constructor(private readonly options: ServersOptions = {}) {}

  /**
   * Runs a task when the server has room for it, and remembers how that went: a failure that ends in a result
   * nevertheless is its `fault`.
   *
   * @throws SidecarError at once while the server is left alone after a failure; whatever the task throws
   */
  async run<T extends Outcome>(
    endpoint: EndpointSpec,
    signal: AbortSignal,
    task: (turn: ServerTurn) => Promise<T>,
  ): Promise<T> {
    const server = this.#serverOf(endpoint);
    return server.turns.run(signal, async () => {
      server.availability.check();
      const exchange = this.#exchangeOf(endpoint, signal);
      try {
        server.model ??= await modelNameOf(exchange);
        const result = await task({ exchange, traits: server.traits, model: server.model });
        if (result.fault) server.availability.failed(result.fault);
        else server.availability.succeeded();
        return result;
      } catch (error) {
        if (!signal.aborted) note(server, error);
        throw error;
      }
    });
  }

  /**
   * Runs a task at once, whatever the server failed at before: somebody wants to know how it is now.
   *
   * @throws whatever the task throws
   */
  async now<T>(
    endpoint: EndpointSpec,
    signal: AbortSignal,
    task: (exchange: Exchange) => Promise<T>,
  ): Promise<T> {
    const result = await task(this.#exchangeOf(endpoint, signal));
    this.#serverOf(endpoint).availability.succeeded();
    return result;
  }

  #exchangeOf(endpoint: EndpointSpec, signal: AbortSignal): Exchange {
    return { kind: kindOf(endpoint), endpoint, fetch: this.#fetchOf(endpoint), signal };
  }

  #fetchOf(endpoint: EndpointSpec): typeof fetch {
    if (this.options.fetchOf) return this.options.fetchOf(endpoint);
    const { network = {} } = endpoint;
    return nodeFetch(isLocal(endpoint) ? { ...network, proxy: 'off' } : network, process.env, SILENCE);
  }

  /** One that is asked with another key, or as another kind, is another one: what is known may not hold for it. */
  #serverOf(endpoint: EndpointSpec): Known {
    const key = JSON.stringify(endpoint);
    let known = this.#known.get(key);
    if (!known) {
      const availability = new Availability(this.options.now);
      const traits = { isPlain: false };
      known = { turns: new Turns(MOST_AT_A_TIME), availability, traits, model: undefined };
      this.#known.set(key, known);
      const [oldest] = this.#known.keys();
      if (this.#known.size > MOST_SERVERS && oldest !== undefined) this.#known.delete(oldest);
    }
    return known;
  }
}

function note(server: Known, error: unknown): void {
  if (error instanceof Unavailable) server.availability.failed(error);
  // Somebody may have given it another model meanwhile.
  if (error instanceof SidecarError) server.model = undefined;
}

function kindOf({ kind }: EndpointSpec): RemoteKind {
  return KINDS.find(({ name }) => name === kind)!;
}
