/** Every command, in one typed table; the manifest's part is generated from it like that of the settings. */
export interface CommandDefinition {
  readonly title: string;
  /** A `when` clause for the command palette; "false" hides a command that only the extension itself runs. */
  readonly palette?: string;
  readonly keybinding?: { readonly key: string; readonly mac?: string; readonly when: string };
}

export const COMMANDS = {
  'tokens.toggleBoundaries': { title: 'Toggle Token Boundaries' },
  'tokens.toggleFunctionCounts': { title: 'Toggle Token Counts of Functions' },
  'tokens.selectTokenizer': { title: 'Select Tokenizer' },
  'completion.complete': {
    title: 'Complete at the Cursor',
    palette: 'activeEditor',
    keybinding: {
      key: 'alt+\\',
      when: 'editorTextFocus && !editorReadonly && isWorkspaceTrusted && !suggestWidgetVisible',
    },
  },
  'completion.menu': { title: 'Completion Menu' },
  'completion.toggleHere': { title: 'Turn Completion On or Off for This Language' },
  'completion.statistics': { title: 'Show Completion Statistics' },
  'completion.exportStatistics': { title: 'Export Completion Statistics' },
  'completion.resetStatistics': { title: 'Reset Completion Statistics' },
  'completion.forgetOutcomes': {
    title: 'Forget Accepted and Rejected Completions',
    palette: 'isWorkspaceTrusted',
  },
  'completion.accepted': { title: 'Completion Accepted', palette: 'false' },
  'completion.bias': { title: 'Show Token Bias at Cursor', palette: 'activeEditor && isWorkspaceTrusted' },
  'prompt.show': { title: 'Show Prompt', palette: 'activeEditor && isWorkspaceTrusted' },
  'prompt.facts': {
    title: 'Show What Is in the Prompt and What Is Not',
    palette: 'resourceScheme == tokoscope-prompt',
  },
  'trust.sources': {
    title: 'Show Where This Completion Comes From',
    palette: 'activeEditor && isWorkspaceTrusted',
  },
  'trust.explain': { title: 'Explain This Completion', palette: 'activeEditor && isWorkspaceTrusted' },
  'trust.unknownNames': {
    title: 'Mark Unknown Names in Accepted or Selected Code',
    palette: 'activeEditor && isWorkspaceTrusted',
  },
  'trust.surprise': {
    title: 'Show How Surprising Accepted Code Is',
    palette: 'activeEditor && isWorkspaceTrusted',
  },
  verifyDrafts: { title: 'Verify Drafting', palette: 'activeEditor && isWorkspaceTrusted' },
  'model.choose': { title: 'Choose Model' },
  'model.chooseServer': { title: 'Use a Model Server', palette: 'isWorkspaceTrusted' },
  'model.leaveServer': {
    title: 'Use the Model of This Machine',
    palette: "isWorkspaceTrusted && config.tokoscope.model.server != 'none'",
  },
  'model.setServerKey': { title: 'Set Server Key', palette: 'isWorkspaceTrusted' },
  'model.pickFile': { title: 'Choose a GGUF File as Model' },
  'sidecar.restart': { title: 'Restart the Model Process', palette: 'isWorkspaceTrusted' },
  'log.show': { title: 'Show Log' },
} as const satisfies Record<string, CommandDefinition>;

export type CommandName = keyof typeof COMMANDS;
