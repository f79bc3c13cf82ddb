import { readFileSync } from 'node:fs';
import { Client, Metadata, credentials, status, type ServiceError } from '@grpc/grpc-js';
import {
  UnsupportedError,
  persistentSubscriptionToStreamSettingsFromDefaults,
  streamNameFilter,
  type EventStoreDBClient,
} from '@eventstore/db-client';
import * as helpers from '@annals/testing';
import { EMBEDDED, contract, errorOf, unique, type ServerUnderTest } from './contract/server-under-test';
import { MISSING } from './rpc/methods';

const same = (bytes: Buffer): Buffer => bytes;
const settings = persistentSubscriptionToStreamSettingsFromDefaults({});

const persistentSubscriptions: Record<string, (client: EventStoreDBClient) => Promise<unknown>> = {
  create: (client) => client.createPersistentSubscriptionToStream('s', 'g', settings),
  update: (client) => client.updatePersistentSubscriptionToStream('s', 'g', settings),
  delete: (client) => client.deletePersistentSubscriptionToStream('s', 'g'),
  info: (client) => client.getPersistentSubscriptionToStreamInfo('s', 'g'),
  'list of a stream': (client) => client.listPersistentSubscriptionsToStream('s'),
  'list of all': (client) => client.listAllPersistentSubscriptions(),
  replay: (client) => client.replayParkedMessagesToStream('s', 'g'),
  restart: (client) => client.restartPersistentSubscriptionSubsystem(),
  subscribe: (client) =>
    new Promise((_resolve, reject) => {
      client.subscribeToPersistentSubscriptionToStream('s', 'g').on('error', (error: Error) => {
        reject(error);
      });
    }),
};

const projections: Record<string, (client: EventStoreDBClient) => Promise<unknown>> = {
  create: (client) => client.createProjection('p', 'fromAll()'),
  'create with a record of its streams': (client) =>
    client.createProjection('p', 'fromAll()', { trackEmittedStreams: true }),
  update: (client) => client.updateProjection('p', 'fromAll()'),
  enable: (client) => client.enableProjection('p'),
  disable: (client) => client.disableProjection('p'),
  abort: (client) => client.abortProjection('p'),
  reset: (client) => client.resetProjection('p'),
  delete: (client) => client.deleteProjection('p'),
  state: (client) => client.getProjectionState('p'),
  result: (client) => client.getProjectionResult('p'),
  status: (client) => client.getProjectionStatus('p'),
  list: (client) => client.listProjections(),
  restart: (client) => client.restartSubsystem(),
};

/** The status with which every method of every missing service answers whoever has no client for it. */
async function answers(
  server: ServerUnderTest,
  who: { username: string; password: string } | undefined,
): Promise<{ code: number; details: string; feature: string }[]> {
  const { host, searchParams } = new URL(server.url.replace(/^esdb:\/\/(?:[^@/]*@)?/, 'http://'));
  const authority = searchParams.get('tlsCAFile');
  const client = new Client(
    host,
    authority === null ? credentials.createInsecure() : credentials.createSsl(readFileSync(authority)),
  );
  const metadata = new Metadata();
  if (who !== undefined)
    metadata.set('authorization', `Basic ${Buffer.from(`${who.username}:${who.password}`).toString('base64')}`);
  const ask = (path: string): Promise<ServiceError | null> =>
    new Promise((resolve) => {
      client.makeUnaryRequest(path, same, same, Buffer.alloc(0), metadata, resolve);
    });
  const asked = await Promise.all(
    MISSING.flatMap(([service, feature, methods]) =>
      methods.map(async ([method]) => ({ feature, answer: await ask(`/${service}/${method}`) })),
    ),
  );
  client.close();
  return asked.map(({ feature, answer }) => ({ feature, code: answer?.code ?? 0, details: answer?.details ?? '' }));
}

contract(
  'what the embedded event store does not have',
  helpers,
  (server) => {
    it.each(Object.entries(persistentSubscriptions))(
      'persistent subscriptions say so by name: %s',
      async (_name, attempt) => {
        expect(String(await errorOf(attempt(server.client)))).toMatch(
          '12 UNIMPLEMENTED: The embedded event store has no persistent subscriptions: use an EventStoreDB server.',
        );
      },
    );
    it('persistent subscriptions to $all are refused by the client itself', async () => {
      expect(await errorOf(server.client.deletePersistentSubscriptionToAll('g'))).toBeInstanceOf(UnsupportedError);
    });
    it.each(Object.entries(projections))('projections say so by name: %s', async (_name, attempt) => {
      expect(String(await errorOf(attempt(server.client)))).toMatch(
        '12 UNIMPLEMENTED: The embedded event store has no projections: use an EventStoreDB server.',
      );
    });
    it('every method of every such service says so, users, operations and monitoring too', async () => {
      const all = await answers(server, server.credentials);
      expect(new Set(all.map(({ feature }) => feature))).toEqual(
        new Set(['persistent subscriptions', 'projections', 'users', 'operations', 'monitoring']),
      );
      for (const { code, details, feature } of all)
        expect([code, details]).toEqual([
          status.UNIMPLEMENTED,
          `The embedded event store has no ${feature}: use an EventStoreDB server.`,
        ]);
    });
    it('E3: a pattern that only a real server understands is refused in a sentence that names it', async () => {
      const subscription = server.client.subscribeToAll({ filter: streamNameFilter({ regex: '(?i)^straße' }) });
      const error = await new Promise((resolve) => {
        subscription.on('error', resolve);
      });
      expect(String(error)).toMatch(
        /The filter "\(\?i\)\^stra.*e" is no regular expression of JavaScript.*inline flags such as \(\?i\) work on an EventStoreDB server only\./,
      );
    });
    it('the metadata of a stream can not be deleted, as nobody may on a real server with users', async () => {
      const stream = unique('missing');
      await server.client.setStreamMetadata(stream, { maxCount: 7 });
      const sentence = server.url.includes('tls=false')
        ? '3 INVALID_ARGUMENT: The metadata of a stream can not be deleted: write other metadata instead.'
        : '7 PERMISSION_DENIED: Access Denied';
      for (const remove of [
        () => server.client.deleteStream(`$$${stream}`),
        () => server.client.tombstoneStream(`$$${stream}`),
      ])
        expect(String(await errorOf(remove()))).toMatch(sentence);
      expect((await server.client.getStreamMetadata(stream)).metadata).toEqual({ maxCount: 7 });
    });
    it('with TLS it says nothing to who may not come in', async () => {
      if (server.url.includes('tls=false')) return;
      for (const { code } of await answers(server, undefined)) expect(code).toBe(status.PERMISSION_DENIED);
      for (const { code } of await answers(server, { username: 'admin', password: 'guessed' }))
        expect(code).toBe(status.UNAUTHENTICATED);
    });
  },
  EMBEDDED,
);
