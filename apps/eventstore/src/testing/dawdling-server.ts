import { setTimeout as pause } from 'node:timers/promises';
import { startEventStore } from '../server';

/**
 * The event store as a process that takes its time between every decision and its INSERT: whenever it is paused, it is
 * paused there.
 */
async function main(): Promise<void> {
  const server = await startEventStore({
    databaseUrl: process.env['ANNALS_DATABASE_URL'] ?? '',
    port: 0,
    report: () => undefined,
    commitDelay: () => pause(100),
  });
  process.send?.({ type: 'ready', port: server.port });
  const reason = await server.closed;
  process.stderr.write(`${reason?.message ?? 'asked to stop'}\n`);
  process.exit(1);
}

void main();
