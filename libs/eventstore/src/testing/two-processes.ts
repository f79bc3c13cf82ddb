import { lampForms } from '@annals/testing';
import { EventStore, type EventStoreOptions } from '../event-store';
import type { LogEvent } from '../log-event';
import { startStore, type Starters } from './a-store';
import type { newHouse } from './house';
import { MemoryKeyring } from './memory-keyring';

/** Two processes with the same log and keys: neither knows what the other one has in memory. */
export interface TwoProcesses {
  readonly connectionString: string;
  readonly keyring: MemoryKeyring;
  readonly here: EventStore;
  readonly elsewhere: EventStore;
  /** A further process. Close it. */
  readonly open: (options?: Partial<EventStoreOptions>) => EventStore;
  /** All events of a stream, as `elsewhere` reads them. */
  readonly eventsOf: (target: ReturnType<typeof newHouse>) => Promise<LogEvent[]>;
  readonly typesOf: (target: ReturnType<typeof newHouse>) => Promise<string[]>;
  readonly stop: () => Promise<void>;
}

export async function startTwoProcesses(name: string, starters: Starters): Promise<TwoProcesses> {
  const server = await startStore(name, starters);
  const { connectionString } = server;
  const keyring = new MemoryKeyring();
  const open: TwoProcesses['open'] = (options = {}) =>
    new EventStore({ forms: lampForms, connectionString, keyring, ...options });
  const [here, elsewhere] = [open(), open()];
  const eventsOf: TwoProcesses['eventsOf'] = async ({ id }) => {
    const events: LogEvent[] = [];
    for await (const event of elsewhere.read(`house-${id[0]}`)) events.push(event);
    return events;
  };
  return {
    connectionString,
    keyring,
    here,
    elsewhere,
    open,
    eventsOf,
    typesOf: async (target) => (await eventsOf(target)).map(({ type }) => type),
    stop: async () => {
      await Promise.all([here.close(), elsewhere.close()]);
      await server.stop();
    },
  };
}
