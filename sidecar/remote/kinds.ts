import type { RemoteKind } from './kind';
import { llamaServer } from './kinds/llamaServer';
import { ollama } from './kinds/ollama';
import { openai } from './kinds/openai';

/** The APIs of servers. */
export const KINDS: readonly RemoteKind[] = [llamaServer, openai, ollama];
