import { messageOf } from '../../common/messageOf';
import type { TokenizerHost } from '../../../language-tokenizers/registry/host';
import type {
  FromWorker,
  NotificationName,
  Notifications,
  RequestName,
  Requests,
  ToWorker,
} from './messages';
import { TokenService } from './tokenService';

export interface ServeOptions extends TokenizerHost {
  readonly post: (message: FromWorker, transfer: readonly ArrayBuffer[]) => void;
}

/**
 * Runs the token service behind a message channel; returns the function to call with each message. Messages
 * are handled one after the other: an edit is never overtaken by the question that follows it.
 */
export function serveTokens({ post, ...host }: ServeOptions): (message: ToWorker) => void {
  const service = new TokenService(host.loadAsset, (line) => post({ log: line }, []), host);
  let lastProblem: string | undefined;
  const notifications: { [N in NotificationName]: (params: Notifications[N]) => void | Promise<void> } = {
    open: (params) => service.open(params),
    change: (params) => service.change(params),
    close: (params) => service.close(params.uri),
    async useTokenizer({ name }) {
      const problem = await service.useTokenizer(name);
      if (problem !== lastProblem) post({ tokenizerProblem: problem }, []);
      lastProblem = problem;
    },
  };
  const requests: {
    [N in RequestName]: (params: Requests[N]['params']) => Promise<Requests[N]['result']>;
  } = {
    counts: (params) => service.counts(params.uri, params.selections),
    visibleTokens: (params) => service.visibleTokens(params.uri, params.ranges),
    hover: (params) => service.hover(params.uri, params.offset),
    functions: (params) => service.functions(params.uri),
    names: (params) => service.names(params.uri),
  };

  async function handle(message: ToWorker): Promise<void> {
    if (!('id' in message)) {
      const notify = notifications[message.type] as (params: unknown) => void | Promise<void>;
      await notify(message.params);
      return;
    }
    const { id } = message;
    try {
      const answer = requests[message.type] as (params: unknown) => Promise<Requests[RequestName]['result']>;
      const result = await answer(message.params);
      post({ id, result }, buffersOf(result));
    } catch (error) {
      post({ id, error: messageOf(error) }, []);
    }
  }

  let last = Promise.resolve();
  return (message) => {
    if (message.type === 'change' || message.type === 'close') service.announceChange(message.params.uri);
    last = last.then(() => handle(message)).catch((error: unknown) => post({ log: messageOf(error) }, []));
  };
}

/** Buffers of the result's own typed arrays, which move to the other side instead of being copied. */
function buffersOf(result: Requests[RequestName]['result']): ArrayBuffer[] {
  if (result === null) return [];
  return Object.values(result).flatMap((value: unknown) =>
    ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer ? [value.buffer] : [],
  );
}
