import { randomBytes, randomUUID } from 'node:crypto';
import { EventStore, type CommandContext, type Decided, type Forms, type Keyring } from '@annals/eventstore';
import type { DomainEvent } from '@annals/kernel';
import { anyStream, lampForms, type LampEvent } from '@annals/testing';
import { Projector, type ProjectorOptions } from '../engine/projector';
import { QuietLog } from './quiet-log';

/**
 * What specs start a world with: `sharedDatabase` of @annals/testing, `startEventStore` of apps/eventstore and a vault,
 * which libraries may not import.
 */
export interface Starters {
  readonly sharedDatabase: (name: string) => Promise<{ readonly url: string; drop(): Promise<void> }>;
  readonly startEventStore: (options: {
    readonly databaseUrl: string;
    readonly port: number;
    readonly commitDelay?: () => Promise<void>;
  }) => Promise<{ readonly port: number; stop(): Promise<void> }>;
  readonly startVault: (
    databaseUrl: string,
    secrets: { readonly keyEncryptionKey: Buffer; readonly serverKey: Buffer },
  ) => Promise<{ readonly keys: Keyring; close(): Promise<void> }>;
  readonly commitDelay?: () => Promise<void>;
  /** The events that its programs know: lamps without it. */
  readonly forms?: Forms;
  /** Milliseconds until an append gives up; the product's own without it. */
  readonly deadlineMs?: number;
}

/** A database, an event store and a vault, all real, for one spec file. */
export interface World {
  readonly databaseUrl: string;
  readonly eventstoreUrl: string;
  readonly secrets: { readonly keyEncryptionKey: Buffer; readonly serverKey: Buffer };
  readonly keyring: Keyring;
  readonly store: EventStore;
  stop(): Promise<void>;
}

/** What followers need of an event store. */
type WholeLog = ProjectorOptions['eventStore'];

export const ROLE = 'annals_api';

export async function startWorld(
  name: string,
  { sharedDatabase, startEventStore, startVault, commitDelay, forms = lampForms, deadlineMs }: Starters,
): Promise<World> {
  const database = await sharedDatabase(name);
  const server = await startEventStore({ databaseUrl: database.url, port: 0, ...(commitDelay ? { commitDelay } : {}) });
  const secrets = { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) };
  const vault = await startVault(database.url, secrets);
  const eventstoreUrl = `esdb://127.0.0.1:${server.port}?tls=false`;
  const store = new EventStore({
    forms,
    connectionString: eventstoreUrl,
    keyring: vault.keys,
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
  });
  return {
    databaseUrl: database.url,
    eventstoreUrl,
    secrets,
    keyring: vault.keys,
    store,
    async stop() {
      await store.close();
      await server.stop();
      await vault.close();
      await database.drop();
    },
  };
}

const [house, room] = [anyStream('house', lampForms.definitions), anyStream('room', lampForms.definitions)];

/** The context of a command that nobody repeats. */
export function aContext(): CommandContext {
  const commandId = randomUUID();
  return { commandId, actor: `user:${randomUUID()}`, correlationId: commandId };
}

/** Appends events to the house of an organization, in one command. */
export function append(
  store: EventStore,
  organization: string,
  events: readonly LampEvent[],
): Promise<Decided<DomainEvent>> {
  return store.decide({ stream: house, id: [organization] }, aContext(), () => events);
}

/** Appends events to one room of an organization, in one command. */
export function appendToRoom(
  store: EventStore,
  id: readonly [organization: string, roomId: string],
  events: readonly LampEvent[],
): Promise<Decided<DomainEvent>> {
  return store.decide({ stream: room, id }, aContext(), () => events);
}

/** The same log; calls `cut` when so many events were read. */
export function cutAfter(store: WholeLog, events: number, cut: () => void): WholeLog {
  return {
    head: () => store.head(),
    last: () => store.last(),
    identity: () => store.identity(),
    placeOf: (event) => store.placeOf(event),
    async *log(options) {
      let read = 0;
      for await (const batch of store.log(options)) {
        read += batch.events.length;
        yield batch;
        if (read >= events) cut();
      }
    },
  };
}

/** A projector in this process, until `stop`. */
export function startProjector(
  world: World,
  options: Pick<ProjectorOptions, 'views' | 'maxBatch'> & { readonly log?: QuietLog; readonly eventStore?: WholeLog },
) {
  const log = options.log ?? new QuietLog();
  const ending = new AbortController();
  let live: () => void = () => undefined;
  const isLive = new Promise<void>((resolve) => {
    live = resolve;
  });
  const running = new Projector({
    databaseUrl: world.databaseUrl,
    eventStore: world.store,
    apiRole: ROLE,
    ...options,
    log,
    onLive: live,
  }).run(ending.signal);
  return {
    log,
    running,
    ending,
    live: Promise.race([isLive, running]),
    stop: async () => {
      ending.abort();
      await running;
    },
  };
}
