/** What the completion's menu offers and says; pure, so that every state can be tested. */
import type { CommandName } from '../config/commands';
import { serverText, type ServerName } from '../models/serverItems';
import type { ServiceState } from './completionService';

export type MenuCommand = Extract<
  CommandName,
  | 'completion.toggleHere'
  | 'model.choose'
  | 'model.setServerKey'
  | 'model.leaveServer'
  | 'prompt.show'
  | 'completion.statistics'
  | 'sidecar.restart'
  | 'log.show'
>;

/** The commands for where the user is. @param hasEditor a text editor is active @param onServer a server is in use */
export function menuCommands(hasEditor: boolean, onServer: boolean): readonly MenuCommand[] {
  return [
    ...(hasEditor ? (['completion.toggleHere'] as const) : []),
    'model.choose',
    ...(onServer ? (['model.setServerKey', 'model.leaveServer'] as const) : []),
    // A server does not tell the tokens of a prompt.
    ...(hasEditor && !onServer ? (['prompt.show'] as const) : []),
    'completion.statistics',
    'sidecar.restart',
    'log.show',
  ];
}

/** What answers now, and how it does, in a line; "" where there is nothing to say yet. */
export function menuState(
  { model, problem, unavailable }: ServiceState,
  server: ServerName | undefined,
): string {
  if (server === undefined) return problem?.message ?? model?.name ?? '';
  const name = serverText(server);
  if (problem !== undefined) return `${name}: ${problem.message}`;
  if (unavailable !== undefined) return `${name}: ${unavailable}`;
  return model?.endpoint === undefined ? `${name}: not asked yet` : `${name}: answers`;
}
