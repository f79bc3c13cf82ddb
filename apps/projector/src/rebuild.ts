import 'reflect-metadata';
import { loadConfig } from '@annals/config';
import { openEventStore, openVault } from '@annals/platform';
import { consoleLog, rebuild, rollBack, type Progress, type RebuildReport } from '@annals/views';
import { views as everyView } from '@annals/contexts';
import { setPriority } from 'node:os';
import { parseArgs } from 'node:util';

/** Whoever reads and writes meanwhile comes first. */
const NICE = 10;

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

function describe({ position, head, events, eventsPerSecond, etaSeconds }: Progress): string {
  return `${events} events, ${eventsPerSecond}/s, at position ${position} of ${head}${etaSeconds === null ? '' : `, about ${etaSeconds} s to go`}`;
}

function summary({
  view,
  generation,
  events,
  eventsBefore,
  seconds,
  eventsPerSecond,
  equal,
  tables,
}: RebuildReport): readonly string[] {
  const had = eventsBefore === 0 ? '' : `, ${eventsBefore} of them handled before`;
  return [
    `${view} was built again from ${events} events${had} in ${seconds.toFixed(1)} s (${eventsPerSecond}/s); generation ${generation} serves now.`,
    'What served before is kept for a day: --back lets it serve again.',
    ...tables.map(
      ({ table, rows, rowsBefore, equal: same }) =>
        `  ${table}: ${rows} rows, ${same ? 'the same as before' : `NOT the same as the ${rowsBefore} rows before`}`,
    ),
    ...(equal
      ? []
      : ['The tables that served until now were wrong. Please report it: the log was right all the time.']),
  ];
}

/** @throws Error with the names that there are, when one is none of them */
function viewsOf(names: readonly string[]): readonly (typeof everyView)[number][] {
  const known = everyView.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined || names.length === 0)
    throw new Error(`There is no view "${unknown ?? ''}". There are: ${known.join(', ')}.`);
  return [...new Set(names)].flatMap((name) => everyView.filter((view) => view.name === name));
}

interface Asked {
  readonly names: readonly string[];
  readonly eventsPerSecond: number | undefined;
  readonly anew: boolean;
  readonly back: boolean;
}

/** @throws Error with a sentence for what is no speed */
function askedBy(args: readonly string[]): Asked {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      'events-per-second': { type: 'string' },
      anew: { type: 'boolean', default: false },
      back: { type: 'boolean', default: false },
    },
  });
  const given = values['events-per-second'];
  const speed = given === undefined ? undefined : Number(given);
  if (speed !== undefined && !(Number.isInteger(speed) && speed > 0))
    throw new Error(`"${given ?? ''}" is no number of events a second: give a whole number from 1 on.`);
  if (values.anew && values.back) throw new Error('Either --anew or --back: what is gone back to is built already.');
  return { names: positionals, eventsPerSecond: speed, anew: values.anew, back: values.back };
}

/**
 * `annals rebuild <view...>`: one after the other beside the generation that serves, with progress; both are compared,
 * then switched. It goes on with what one before it left.
 */
async function main(args: readonly string[]): Promise<void> {
  const { names, back, ...speed } = askedBy(args);
  setPriority(NICE);
  const views = viewsOf(names);
  const config = loadConfig();
  const vault = await openVault(config);
  const eventStore = openEventStore(config, vault);
  const giveUp = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      giveUp.abort();
    });
  try {
    for (const view of views) {
      const report = await (back ? rollBack : rebuild)(view, {
        ...speed,
        databaseUrl: config.databaseUrl,
        eventStore,
        apiRole: config.apiRole,
        signal: giveUp.signal,
        log: consoleLog('silent'),
        onProgress: (progress) => {
          print(`${view.name}: ${describe(progress)}`);
        },
      });
      for (const line of summary(report)) print(line);
    }
  } finally {
    await Promise.all([eventStore.close(), vault.close()]);
  }
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`annals rebuild: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
