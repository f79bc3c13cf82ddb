import { defaultDataFolder, defaults, secretsFileIn } from './defaults';
import { readSettings, textOf, type GivenSettings } from './settings';
import { about, variableNames, type Settings, type VariableName } from './variables';

/** One line of `annals config`. */
export interface ConfigLine {
  readonly name: VariableName;
  /** As text, passwords masked; undefined where nothing is set. */
  readonly value: string | undefined;
  readonly source: 'command line' | 'environment' | 'default';
  readonly about: string;
}

/**
 * The password of an address, and anything in it that may be one, becomes `***`. The address of a cluster is no URL, so
 * it is taken as text.
 */
const masked = (address: string): string =>
  address
    .replace(/^([^/]*\/\/[^/?#@:]*:)[^/?#]*@/, '$1***@')
    .replace(/([?&][^=&]*(?:pass|secret|token|key)[^=&]*=)[^&#]*/gi, '$1***');

/** Names stay, what follows them becomes `***`. */
const maskedUsers = (users: string): string =>
  users
    .trim()
    .split(/\s+/)
    .map((user) => user.replace(/:.*$/s, ':***'))
    .join(' ');

const shown = { address: masked, users: maskedUsers, whole: () => '***' };

function byDefault(name: VariableName, settings: Settings): string | undefined {
  const data = settings.ANNALS_DATA ?? defaultDataFolder();
  // With an external database the file must be named: nothing in the data folder belongs to it.
  const secrets = settings.ANNALS_DATABASE_URL === undefined ? secretsFileIn(data) : undefined;
  const known: { readonly [Name in VariableName]?: string | number | undefined } = {
    ...defaults,
    ANNALS_DATA: data,
    ANNALS_SECRETS_FILE: secrets,
  };
  return known[name]?.toString();
}

/**
 * Every setting with its value, where that comes from, and what it means; for `annals config`.
 * @throws ConfigError as `readSettings` does
 */
export function describeConfig(given: GivenSettings): ConfigLine[] {
  const settings = readSettings(given);
  return variableNames.flatMap((name): ConfigLine[] => {
    if (!Object.hasOwn(about, name)) return [];
    const { text, masked: secret } = about[name as keyof typeof about];
    const set = settings[name];
    const value = typeof set === 'object' ? textOf(name, given) : set?.toString();
    const source =
      textOf(name, given) === undefined
        ? 'default'
        : given.flags?.[name] === undefined
          ? 'environment'
          : 'command line';
    return [
      {
        name,
        about: text,
        source,
        value: value === undefined ? byDefault(name, settings) : secret ? shown[secret](value) : value,
      },
    ];
  });
}
