import 'reflect-metadata';
import { loadConfig } from '@annals/config';
import { openEventStore, openVault } from '@annals/platform';
import { consoleLog, rebuild, type Progress, type RebuildReport } from '@annals/views';
import { views as everyView } from '@annals/contexts';

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
  seconds,
  eventsPerSecond,
  equal,
  tables,
}: RebuildReport): readonly string[] {
  return [
    `${view} was built again from ${events} events in ${seconds.toFixed(1)} s (${eventsPerSecond}/s); generation ${generation} serves now.`,
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

/**
 * `annals rebuild <view...>`: one after the other beside the generation that serves, with progress; both are compared,
 * then switched.
 */
async function main(names: readonly string[]): Promise<void> {
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
      const report = await rebuild(view, {
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
