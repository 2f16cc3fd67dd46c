import { html, languageOfElement } from './html';
import type { HostInjections } from './injection';

/** Single-file components: scripts, styles, and the expressions between double braces. */
export const vue: HostInjections = {
  injections: [
    {
      node: 'raw_text',
      language: ({ parent }) => (parent?.type === 'interpolation' ? 'typescript' : languageOfElement(parent)),
    },
  ],
  contexts: html.contexts,
};
