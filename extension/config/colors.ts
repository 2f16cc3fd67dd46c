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
  'functionCount.foreground': {
    description: 'Token count at the end of the line that opens a function.',
    dark: '#999999',
    light: '#6b6b6b',
    highContrast: '#d4d4d4',
    highContrastLight: '#3b3b3b',
  },
} as const satisfies Record<string, ColorDefinition>;

export type ColorName = keyof typeof COLORS;
