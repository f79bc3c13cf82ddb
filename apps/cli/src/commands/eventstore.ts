import { Option, type Command } from 'commander';
import type { VariableName } from '@annals/config';
import { eventStoreScript } from '../supervisor/scripts';
import { CannotDo } from '../sentence';
import { argumentsOf, eventStoreOptions, givenBy, placeOptions, withSettings } from './options';

type Options = Readonly<Record<string, string | readonly string[]>>;

/** Something to do with the log of an installation that runs. */
interface Tool {
  /** Its built main file, `apps/eventstore/src/<name>`. */
  readonly name: string;
  /** As people type it, e.g. `backup <file>`. */
  readonly usage: string;
  readonly what: string;
  /** Why Annals has to run: "start it first, because …". */
  readonly why: string;
  /** The option by which it does not have to. */
  readonly unless?: string;
  /** It reads the log in the database, whatever event store is named; but not with this option. */
  readonly readsDatabaseUnless?: string;
  /**
   * Its own options by commander's flags (`--to <url>`): what they mean, and the variable that gives them, too, where
   * they may hold a password. The main file gets them as `--to=…`.
   */
  readonly options?: Readonly<Record<string, readonly [meaning: string, variable?: VariableName]>>;
}

const tools: readonly Tool[] = [
  {
    name: 'backup',
    usage: 'backup <file>',
    what: 'write the log and the vault to one file, while everything runs',
    why: 'a backup is made while everything runs',
    readsDatabaseUnless: 'vaultOnly',
    options: {
      '--vault-only': ['the vault alone: the log is in an EventStoreDB server and was backed up there before'],
    },
  },
  {
    name: 'copy',
    usage: 'copy',
    what: 'copy the log to another event store, in order, and compare both event by event; run again, it goes on where it was',
    why: 'the log that is copied is its own without --from',
    unless: 'from',
    options: {
      '--to <url>': ['event store to copy to: esdb://…', 'ANNALS_COPY_TO'],
      '--from <url>': ['event store to copy from (the one of this installation)', 'ANNALS_COPY_FROM'],
      '--verify-only': ['compare both logs and write nothing'],
    },
  },
];

/** `annals eventstore`: the embedded event store alone, and the tools for its log. */
export function addEventStore(annals: Command): void {
  const eventStore = withSettings(
    annals.command('eventstore').description('start the embedded event store alone, or work on its log'),
    eventStoreOptions,
  )
    .enablePositionalOptions()
    .allowExcessArguments()
    .action(async (options: Options) => {
      const [unknown] = eventStore.args;
      if (unknown !== undefined)
        throw new CannotDo(
          `There is no annals eventstore ${unknown}; there are ${eventStore.commands.map((command) => command.name()).join(', ')}, and annals eventstore alone, which starts it.`,
        );
      await (
        await import('./run-alone.js')
      ).runEventStore(givenBy(options, eventStoreOptions), argumentsOf(options, eventStoreOptions));
    });
  for (const tool of tools) addTool(eventStore, tool);
  withSettings(
    eventStore.command('verify').description('read the whole log and check that every event is as it was written'),
    placeOptions,
  ).action(async (_options: Options, command: Command) =>
    (await import('./verify.js')).verify(givenBy(command.optsWithGlobals())),
  );
  withSettings(
    eventStore.command('restore <file>').description('bring a backup into an empty installation that does not run'),
    placeOptions,
  )
    .option('--vault <file>', 'take the vault from this other backup')
    .action(async (file: string, options: { readonly vault?: string }, command: Command) =>
      (await import('./restore.js')).restore(file, options, givenBy(command.optsWithGlobals())),
    );
}

function addTool(
  eventStore: Command,
  { name, usage, what, why, unless, readsDatabaseUnless, options = {} }: Tool,
): void {
  const command = eventStore.command(usage).description(what);
  for (const [flags, [meaning, variable]] of Object.entries(options)) {
    const option = new Option(flags, meaning);
    command.addOption(variable === undefined ? option : option.env(variable));
  }
  const own = command.options.map((option) => ({ key: option.attributeName(), flag: option.long ?? '' }));
  withSettings(command, placeOptions).action(async () => {
    const given = givenBy(command.optsWithGlobals());
    const passed = own.flatMap(({ key, flag }) => argumentOf(flag, command.getOptionValue(key)));
    const { addressesOf, mustNameItsLog } = await import('./addresses.js');
    const { runScript } = await import('./run-alone.js');
    if (readsDatabaseUnless !== undefined && command.getOptionValue(readsDatabaseUnless) === undefined)
      mustNameItsLog(given);
    const addresses =
      unless !== undefined && command.getOptionValue(unless) !== undefined ? {} : addressesOf(given, why);
    await runScript(eventStoreScript(name), [...passed, ...command.args], { ...given.flags, ...addresses });
  });
}

/** An option as it was typed; nothing when it was not given. */
function argumentOf(flag: string, value: unknown): string[] {
  if (value === undefined) return [];
  return [typeof value === 'string' ? `${flag}=${value}` : flag];
}
