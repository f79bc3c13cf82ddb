import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { lampForms, sharedDatabase } from '@annals/testing';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { EventStore } from '../event-store';
import { startStore } from '../testing/a-store';
import { aCommand, blink, house } from '../testing/house';
import { MemoryKeyring } from '../testing/memory-keyring';
import { Connection } from './connection';
import { ReadBack, type EndOfAppend } from './read-back';
import { Reader } from './reader';

it('events are read back together, near to each other or far apart', async () => {
  const server = await startStore('read_back', { sharedDatabase, startEventStore });
  const store = new EventStore({
    forms: lampForms,
    connectionString: server.connectionString,
    keyring: new MemoryKeyring(),
  });
  const connection = new Connection(server.connectionString);
  const readBack = new ReadBack(new Reader(connection, 5000));
  const target = { stream: house, id: [randomUUID()] as const };
  const places: EndOfAppend[] = [];
  for (let each = 0; each < 40; each += 1) {
    const { revision, position } = await store.decide(target, aCommand(), (state, facts) =>
      blink(state, { lampId: randomUUID() }, facts),
    );
    places.push({ stream: `house-${target.id[0]}`, revision, position: BigInt(position) });
  }
  const [first, last] = [places[0], places.at(-1)];
  if (!first || !last) throw new Error('nothing was written');
  const whereOf = async (asked: readonly EndOfAppend[]) =>
    (await Promise.all(asked.map((place) => readBack.at(place, performance.now() + 5000)))).map(
      (record) => record && { stream: record.stream, revision: record.revision, position: record.position.commit },
    );
  expect(await whereOf(places)).toEqual(places);
  // 78 events lie between these two, and a page for two does not reach so far.
  expect(await whereOf([last, first])).toEqual([last, first]);
  expect(await whereOf([{ ...last, revision: last.revision + 1, position: last.position + 1000n }])).toEqual([
    undefined,
  ]);
  await connection.close();
  await store.close();
  await server.stop();
});
