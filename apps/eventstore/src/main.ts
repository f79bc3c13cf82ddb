import { parseArgs } from 'node:util';
import { logVerbosity, setLogVerbosity } from '@grpc/grpc-js';
import { StorageRefused } from './log/schema';
import { startEventStore } from './server';

const USAGE = 'Usage: annals eventstore [--port 2113] [--database-url postgres://…] (or ANNALS_EVENTSTORE_PORT, ANNALS_DATABASE_URL)';

function settings(): { databaseUrl: string; port: number } {
  const { values } = parseArgs({ options: { port: { type: 'string' }, 'database-url': { type: 'string' } } });
  const databaseUrl = values['database-url'] ?? process.env['ANNALS_DATABASE_URL'];
  if (databaseUrl === undefined || databaseUrl === '') throw new StorageRefused(`The event store needs a Postgres database. ${USAGE}`);
  const port = values.port ?? process.env['ANNALS_EVENTSTORE_PORT'] ?? '2113';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) throw new StorageRefused(`"${port}" is no port. ${USAGE}`);
  return { databaseUrl, port: Number(port) };
}

function explain(error: unknown): string {
  if (error instanceof StorageRefused) return error.message;
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) return `${error.message} ${USAGE}`;
  return `The event store failed: ${error instanceof Error ? error.stack ?? error.message : String(error)}`;
}

function fail(error: unknown): never {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}

async function main(): Promise<void> {
  setLogVerbosity(logVerbosity.NONE); // what goes wrong is said once, by us
  const server = await startEventStore(settings());
  const stop = (): void => { server.stop().then(() => process.exit(0), fail); };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
  void server.closed.then((reason) => { if (reason !== undefined) fail(reason); });
  if (process.send === undefined) {
    process.stdout.write(`event store listening on esdb://127.0.0.1:${server.port}?tls=false\n`);
    return;
  }
  process.on('disconnect', stop); // whoever started us has died
  process.send({ type: 'ready', port: server.port });
}

main().catch(fail);
