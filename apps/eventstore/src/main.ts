import { logVerbosity, setLogVerbosity } from '@grpc/grpc-js';
import { StorageRefused } from './log/schema';
import { startEventStore, type EventStoreOptions } from './server';
import { USERS_VARIABLE, readSettings } from './settings';

function explain(error: unknown): string {
  if (error instanceof StorageRefused) return error.message;
  return `The event store failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

function fail(error: unknown): never {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}

/** The connection string for a client, without its credentials. */
function addressOf({ host = '127.0.0.1', security, advertise }: EventStoreOptions, port: number): string {
  const at = advertise ?? { host, port };
  return `esdb://${at.host.includes(':') ? `[${at.host}]` : at.host}:${at.port}?tls=${String(security !== undefined)}`;
}

async function main(): Promise<void> {
  // a log on a full disk must not end who still serves
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
  setLogVerbosity(logVerbosity.NONE); // what goes wrong is said once, by us
  const settings = readSettings(process.argv.slice(2), process.env);
  delete process.env[USERS_VARIABLE]; // passwords are needed no longer, and no report of this process may show them
  const server = await startEventStore(settings);
  const stop = (): void => {
    server.stop().then(() => process.exit(0), fail);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
  void server.closed.then((reason) => {
    if (reason !== undefined) fail(reason);
  });
  if (process.send === undefined) {
    process.stdout.write(`event store listening on ${addressOf(settings, server.port)}\n`);
    return;
  }
  process.on('disconnect', stop); // whoever started us has died
  process.send({ type: 'ready', port: server.port });
}

main().catch(fail);
