import { defaultDataFolder, secretsFileIn } from './defaults';
import { withOwnAccess } from './event-store-access';
import { nearest } from './nearest';
import { settingsSchema, variableNames, type Settings, type VariableName } from './variables';

/** What a person typed: the process environment, and the options of the command line that override it. */
export interface GivenSettings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** By the variable that the option stands for, e.g. `{ ANNALS_PORT: '8081' }` of `--port 8081`. */
  readonly flags?: { readonly [Name in VariableName]?: string | undefined };
  /**
   * What those options are called on that command line, e.g. `{ ANNALS_PORT: '--port' }`: a wrong value is named as it
   * was typed.
   */
  readonly options?: { readonly [Name in VariableName]?: string | undefined };
}

/** The configuration is wrong; the message is made of one sentence per problem, without any secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly string[]) {
    super(problems.join(' '));
  }
}

/** What a worker is given and gives to its command (`annals bot`): no settings of an installation. */
export const workerVariables: readonly string[] = [
  'ANNALS_BOT_KEY',
  'ANNALS_API_KEY',
  'ANNALS_RUN_ID',
  'ANNALS_BOT_CONFIG',
  'ANNALS_BOT_CONFIG_VERSION',
];

/** Whatever else starts with ANNALS_ and is no variable of ours is a slip of the pen. */
function unknownNames(env: GivenSettings['env']): string[] {
  const known: readonly string[] = variableNames;
  return Object.keys(env)
    .filter((name) => name.startsWith('ANNALS_') && !known.includes(name) && !workerVariables.includes(name))
    .map((name) => {
      const meant = nearest(name, known);
      return `${name} is no setting of Annals${meant === undefined ? '; "annals config" lists them' : `; did you mean ${meant}?`}`.replace(
        /[^?]$/,
        '$&.',
      );
    });
}

/** The text given for a variable; an empty one counts as not given (compose files pass those on). */
export function textOf(name: VariableName, { env, flags = {} }: GivenSettings): string | undefined {
  const text = flags[name] ?? env[name];
  return text === '' ? undefined : text;
}

/** What a person called a setting: its option where the value came from one, else its variable. */
function asTyped(variable: string, { flags = {}, options = {} }: GivenSettings): string {
  const name = variableNames.find((each) => each === variable);
  return (name !== undefined && flags[name] !== undefined ? options[name] : undefined) ?? variable;
}

/**
 * Checks everything that was given, once. The address of this machine's event store gets the access of the
 * installation, where it leaves that out.
 * @throws ConfigError naming each unknown or wrong variable, or the option that it came from
 */
export function readSettings(given: GivenSettings): Settings {
  const texts = Object.fromEntries(
    variableNames.map((name) => [name, textOf(name, given)] as const).filter(([, text]) => text !== undefined),
  );
  const parsed = settingsSchema.safeParse(texts);
  const wrong =
    parsed.error?.issues.map(({ path: [variable], message }) => `${asTyped(String(variable), given)} ${message}.`) ??
    [];
  const problems = [...unknownNames(given.env), ...wrong];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const {
    ANNALS_EVENTSTORE_URL: url,
    ANNALS_DATA: data = defaultDataFolder(),
    ANNALS_SECRETS_FILE: secretsFile = secretsFileIn(data),
  } = parsed.data;
  return url === undefined ? parsed.data : { ...parsed.data, ANNALS_EVENTSTORE_URL: withOwnAccess(url, secretsFile) };
}
