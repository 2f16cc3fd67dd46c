import { NotificationType, RequestType } from 'vscode-jsonrpc';
import type { Confidence } from './completionStats';

/** What became of a completion that was shown: numbers only, no text is in it. Stays on this machine. */
export interface OutcomeParams {
  /** Path of the model that wrote it, as in `LoadedModel`. */
  readonly model: string;
  readonly confidence: Confidence;
  readonly accepted: boolean;
  /** As in `CompleteResult`. */
  readonly letThrough?: boolean;
}

export const OutcomeNotification = new NotificationType<OutcomeParams>('completion/outcome');
/** Forgets all outcomes. */
export const ForgetOutcomesRequest = new RequestType<null, null, void>('completion/forgetOutcomes');
