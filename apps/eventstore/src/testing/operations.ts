import { AccessDeniedError, END, START, type Credentials, type EventStoreDBClient } from '@eventstore/db-client';
import { follow, said, type Followed } from '../contract/follow';
import { event } from '../contract/server-under-test';

/** Attempts by what they are. */
export type Attempts = Readonly<Record<string, () => Promise<unknown>>>;

/**
 * Everything that can be done to a stream; those that end it come last.
 * @param ofCall what the append by the unary path carries: it is the one that has credentials of its own
 */
export function operations(stream: string, client: EventStoreDBClient, ofCall: Credentials): Attempts {
  return {
    append: () => client.appendToStream(stream, event()),
    'append by the unary path': () => client.appendToStream(stream, event(), { credentials: ofCall }),
    read: () => drained(client.readStream(stream)),
    'read backwards': () => drained(client.readStream(stream, { direction: 'backwards', fromRevision: END })),
    subscribe: () => begun(follow(client.subscribeToStream(stream, { fromRevision: START }))),
    'get metadata': () => client.getStreamMetadata(stream),
    'set metadata': () => client.setStreamMetadata(stream, {}),
    delete: () => client.deleteStream(stream),
    tombstone: () => client.tombstoneStream(stream),
  };
}

async function drained(items: AsyncIterable<unknown>): Promise<void> {
  for await (const item of items) if (item === undefined) throw new Error('nothing was delivered');
}

/** Settles when a subscription is confirmed, and ends it; rejects with its error. */
export async function begun(one: Followed): Promise<void> {
  await Promise.race([
    one.until(said('confirmed')),
    one.error.then((error) => {
      throw error instanceof Error ? error : new Error(String(error));
    }),
  ]);
  await one.stop();
}

/**
 * Makes the attempts one after the other. @returns the names of those that are denied; whatever else goes wrong is
 * thrown
 */
export async function denied(attempts: Attempts): Promise<string[]> {
  const names: string[] = [];
  for (const [name, attempt] of Object.entries(attempts)) {
    try {
      await attempt();
    } catch (error) {
      if (!(error instanceof AccessDeniedError)) throw error;
      names.push(name);
    }
  }
  return names;
}
