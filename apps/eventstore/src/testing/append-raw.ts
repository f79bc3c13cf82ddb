import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';

/** An event as some other program could have written it: nothing is checked, sealed or made up. */
export interface RawEvent {
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Appends one to the end of a stream, past everything that Annals would refuse; for specs of those who read it. */
export async function appendRaw(connectionString: string, stream: string, event: RawEvent): Promise<void> {
  const client = EventStoreDBClient.connectionString(connectionString);
  try {
    await client.appendToStream(stream, jsonEvent(event), { expectedRevision: 'any' });
  } finally {
    await client.dispose();
  }
}
