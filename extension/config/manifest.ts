/** The part of package.json that follows from the typed tables. Pure, so that a script and a test can run it. */
import { COLORS } from './colors';
import { COMMANDS, type CommandDefinition } from './commands';
import { SETTINGS, type SettingDefinition } from './settings';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = Readonly<Record<string, Json>>;

export interface Manifest {
  readonly contributes: JsonObject;
  readonly capabilities: JsonObject;
  /** package.nls.json: the strings the manifest refers to as %key%. */
  readonly strings: Readonly<Record<string, string>>;
}

const PREFIX = 'tokoscope';
const UNTRUSTED =
  'In Restricted Mode tokens, counts and hovers work; completion, which runs a model in a process of its own, waits until the workspace is trusted.';

/** Builds `contributes` and `capabilities` and the strings they name. */
export function buildManifest(): Manifest {
  const strings: Record<string, string> = {};
  const text = (key: string, value: string): string => {
    strings[key] = value;
    return `%${key}%`;
  };

  const settings = Object.entries<SettingDefinition>(SETTINGS);
  const commands = Object.entries<CommandDefinition>(COMMANDS);
  const palette = commands.flatMap(([name, { palette: when }]) =>
    when === undefined ? [] : [{ command: `${PREFIX}.${name}`, when }],
  );
  const keybindings = commands.flatMap(([name, { keybinding }]) =>
    keybinding === undefined ? [] : [{ command: `${PREFIX}.${name}`, ...keybinding }],
  );

  return {
    contributes: {
      configuration: {
        title: 'Tokoscope',
        properties: Object.fromEntries(
          settings.map(([name, setting], order) => [
            `${PREFIX}.${name}`,
            property(name, setting, order, text),
          ]),
        ),
      },
      commands: commands.map(([name, { title }]) => ({
        command: `${PREFIX}.${name}`,
        title: text(`command.${name}`, title),
        category: 'Tokoscope',
      })),
      menus: { commandPalette: palette },
      keybindings,
      colors: Object.entries(COLORS).map(([name, { description, ...defaults }]) => ({
        id: `${PREFIX}.${name}`,
        description: text(`color.${name}`, description),
        defaults,
      })),
    },
    capabilities: {
      virtualWorkspaces: true,
      untrustedWorkspaces: {
        supported: 'limited',
        description: text('untrusted', UNTRUSTED),
        restrictedConfigurations: settings
          .filter(([, { scope }]) => scope === 'machine')
          .map(([name]) => `${PREFIX}.${name}`),
      },
    },
    strings,
  };
}

function property(
  name: string,
  setting: SettingDefinition,
  order: number,
  text: (key: string, value: string) => string,
): JsonObject {
  const common = {
    default: setting.default,
    scope: setting.scope,
    order,
    markdownDescription: text(`setting.${name}`, setting.description),
  };
  switch (setting.type) {
    case 'boolean':
    case 'string':
      return { type: setting.type, ...common };
    case 'number':
    case 'integer':
      return { type: setting.type, minimum: setting.minimum, maximum: setting.maximum, ...common };
    case 'switches':
      return { type: 'object', additionalProperties: { type: 'boolean' }, ...common };
    case 'choice':
      return {
        type: 'string',
        enum: Object.keys(setting.choices),
        enumDescriptions: Object.entries(setting.choices).map(([value, meaning]) =>
          text(`setting.${name}.${value}`, meaning),
        ),
        ...common,
      };
  }
}
