import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { EventStoreDBClient } from '@eventstore/db-client';
import { sharedDatabase, startFromSources } from '@annals/testing';

/** The event store as a process of its own, its memory and its connections seen from outside. */
export interface WatchedServer {
  readonly port: number;
  readonly pid: number;
  readonly client: EventStoreDBClient;
  /** Memory that it occupies, in MiB. */
  memory(): number;
  /** Connections that it has open, `client` and other readers included. */
  connections(): number;
  /** Settles when so many connections are left. @throws Error when they are not within the time */
  downTo(connections: number, milliseconds: number): Promise<void>;
  stop(): Promise<void>;
}

const LOOK_EVERY = 50;
const ESTABLISHED = '01';

/**
 * Connections of a local port, as the system counts them. It may list one twice while others come and go: both ends
 * tell them apart.
 */
export function connectionsOf(port: number): number {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0');
  const rows = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => readFileSync(file, 'utf8').split('\n').slice(1));
  const open = rows.flatMap((row) => {
    const [, local, remote, state] = row.trim().split(/\s+/);
    return local?.endsWith(`:${wanted}`) === true && state === ESTABLISHED ? [`${local} ${remote}`] : [];
  });
  return new Set(open).size;
}

export function memoryOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

/** Looks until it holds. @throws Error naming what did not come true */
export async function eventually(
  what: string,
  condition: () => boolean | Promise<boolean>,
  milliseconds: number,
): Promise<void> {
  for (const until = Date.now() + milliseconds; !(await condition()); await pause(LOOK_EVERY))
    if (Date.now() > until) throw new Error(`${what}: not within ${milliseconds} ms`);
}

export async function watchedServer(name: string): Promise<WatchedServer> {
  const database = await sharedDatabase(name);
  const server = startFromSources('apps/eventstore/src/main.ts', ['--insecure', '--port', '0'], {
    ANNALS_DATABASE_URL: database.url,
  });
  const port = Number((await server.ready)['port']);
  const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${port}?tls=false`);
  const connections = (): number => connectionsOf(port);
  return {
    port,
    pid: server.pid,
    client,
    connections,
    memory: () => memoryOf(server.pid),
    downTo: (count, milliseconds) =>
      eventually(`${count} connections left`, () => connections() <= count, milliseconds),
    stop: async () => {
      await client.dispose();
      await server.kill9();
      await database.drop();
    },
  };
}
