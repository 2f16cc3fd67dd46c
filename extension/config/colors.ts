/** Every colour the extension paints with, so that themes can change it; part of the generated manifest. */
export interface ColorDefinition {
  readonly description: string;
  readonly dark: string;
  readonly light: string;
  readonly highContrast: string;
  readonly highContrastLight: string;
}

const NONE = '#00000000';

export const COLORS = {
  'token.evenBackground': {
    description: 'Background of every other token when boundaries are shown.',
    dark: '#4f8ff73d',
    light: '#2f6fdb2e',
    highContrast: NONE,
    highContrastLight: NONE,
  },
  'token.oddBackground': {
    description: 'Background of the tokens between them.',
    dark: '#e0a44a36',
    light: '#c97a0a2b',
    highContrast: NONE,
    highContrastLight: NONE,
  },
  // In high contrast, colour alone must not carry the meaning: alternating solid and dotted frames do.
  'token.evenBorder': {
    description: 'Frame of every other token when boundaries are shown.',
    dark: NONE,
    light: NONE,
    highContrast: '#6fc3df',
    highContrastLight: '#0f4a85',
  },
  'token.oddBorder': {
    description: 'Frame of the tokens between them.',
    dark: NONE,
    light: NONE,
    highContrast: '#f38518',
    highContrastLight: '#8a3c00',
  },
  'prompt.markerBackground': {
    description: 'Background of control tokens and file names in a shown prompt.',
    dark: '#9b9b9b33',
    light: '#6b6b6b26',
    highContrast: '#3d3d3d',
    highContrastLight: '#d9d9d9',
  },
  'prompt.outlineBackground': {
    description: 'Background of the outline of what stands further up in a shown prompt.',
    dark: '#4ab8a033',
    light: '#0a8f7424',
    highContrast: '#00493c',
    highContrastLight: '#c4efe5',
  },
  'prompt.contextBackground': {
    description: 'Background of pieces of other code in a shown prompt.',
    dark: '#e0844a33',
    light: '#c95a0a24',
    highContrast: '#5f2a00',
    highContrastLight: '#ffdcc2',
  },
  'prompt.beforeBackground': {
    description: "Background of the text before the cursor's line in a shown prompt.",
    dark: '#4f8ff733',
    light: '#2f6fdb24',
    highContrast: '#0b3a6b',
    highContrastLight: '#cfe3ff',
  },
  'prompt.lineBackground': {
    description: "Background of the cursor's line in a shown prompt.",
    dark: '#e0c34a3d',
    light: '#c9a50a33',
    highContrast: '#5a4a00',
    highContrastLight: '#fff0b0',
  },
  'prompt.afterBackground': {
    description: 'Background of the text after the cursor in a shown prompt.',
    dark: '#a06be033',
    light: '#7a3fc424',
    highContrast: '#43206b',
    highContrastLight: '#e6d5fb',
  },
  'prompt.alternateBackground': {
    description: 'Shade over every other token of a shown prompt.',
    dark: '#ffffff14',
    light: '#00000012',
    highContrast: NONE,
    highContrastLight: NONE,
  },
  'prompt.alternateBorder': {
    description: 'Frame of every other token of a shown prompt.',
    dark: NONE,
    light: NONE,
    highContrast: '#d4d4d4',
    highContrastLight: '#3b3b3b',
  },
  'prompt.evaluatedRuler': {
    description: "Mark beside the part of a shown prompt that is not in the model's cache.",
    dark: '#e0a44a',
    light: '#c97a0a',
    highContrast: '#f38518',
    highContrastLight: '#8a3c00',
  },
  'functionCount.foreground': {
    description: 'Token count at the end of the line that opens a function.',
    dark: '#999999',
    light: '#6b6b6b',
    highContrast: '#d4d4d4',
    highContrastLight: '#3b3b3b',
  },
  'trust.carriedBackground': {
    description: 'Background of lines that carried a completion.',
    dark: '#4ab8a026',
    light: '#0a8f741f',
    highContrast: '#00493c',
    highContrastLight: '#c4efe5',
  },
  'trust.carriedRuler': {
    description: 'Mark beside lines that carried a completion.',
    dark: '#4ab8a0',
    light: '#0a8f74',
    highContrast: '#6fc3df',
    highContrastLight: '#0f4a85',
  },
  'trust.carriedForeground': {
    description: 'How much a line carried a completion, at its end.',
    dark: '#999999',
    light: '#6b6b6b',
    highContrast: '#d4d4d4',
    highContrastLight: '#3b3b3b',
  },
  'trust.unknownNameBackground': {
    description: 'Background of names that exist nowhere; they have a wavy line, too.',
    dark: '#e0a44a36',
    light: '#c97a0a2b',
    highContrast: '#5f2a00',
    highContrastLight: '#ffdcc2',
  },
  'trust.unknownNameRuler': {
    description: 'Mark beside names that exist nowhere.',
    dark: '#e0a44a',
    light: '#c97a0a',
    highContrast: '#f38518',
    highContrastLight: '#8a3c00',
  },
  'trust.surpriseForeground': {
    description: 'How surprising a line of accepted code is, at its end.',
    dark: '#999999',
    light: '#6b6b6b',
    highContrast: '#d4d4d4',
    highContrastLight: '#3b3b3b',
  },
} as const satisfies Record<string, ColorDefinition>;

export type ColorName = keyof typeof COLORS;
