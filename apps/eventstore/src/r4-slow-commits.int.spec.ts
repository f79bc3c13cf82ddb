import { EventStoreDBClient } from '@eventstore/db-client';
import { scaled, sharedDatabase } from '@annals/testing';
import { ResumingReader } from './contract/resuming';
import { compareWithStored } from './contract/stored';
import { writeUntil } from './contract/writers';
import { startEventStore } from './server';

const EVENTS = scaled(2000, 50_000);
jest.setTimeout(scaled(60_000, 1_200_000));

describe('R4: slow commits', () => {
  it('and 64 writers: a live subscription skips nothing', async () => {
    const database = await sharedDatabase('slow');
    let commits = 0;
    // Every third commit is held back while others queue up behind it: a store that numbers before it commits would
    // show the later ones first.
    const server = await startEventStore({
      databaseUrl: database.url,
      port: 0,
      commitDelay: async () => {
        commits += 1;
        if (commits % 3 === 0) await new Promise((resolve) => setTimeout(resolve, 15));
      },
    });
    const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${server.port}?tls=false`);
    const live = new ResumingReader(client);
    let done = false;
    const writing = writeUntil(client, 64, () => done);
    await live.until(EVENTS);
    done = true;
    const { ids, ...figures } = await compareWithStored(client, await writing);
    expect(figures).toMatchObject({ unknown: 0, lost: 0, doubled: 0, problems: [] });
    await live.until(ids.length);
    await live.stop();
    expect({ ids: live.ids, interruptions: live.interruptions }).toEqual({ ids, interruptions: 0 });
    await client.dispose();
    await server.stop();
    await database.drop();
  });
});
