import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventStoreAccessBeside, withOwnAccess } from './event-store-access';

describe('A4: the access of an installation to its own event store', () => {
  let folder: string;
  let secretsFile: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'annals access-'));
    secretsFile = join(folder, 'secrets.json');
    mkdirSync(join(folder, 'eventstore'));
    writeFileSync(join(folder, 'eventstore', 'password'), 'pw');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ['esdb://127.0.0.1:2113', ':2113', ''],
    ['esdb://localhost', '', ''],
    ['esdb://127.0.0.1:2113/?tls=true', ':2113', ''],
    ['esdb://127.0.0.1:2113?keepAliveInterval=5000&tls=true', ':2113', 'keepAliveInterval=5000&'],
  ])('is added to %s', (url, port, options) => {
    expect(withOwnAccess(url, secretsFile)).toBe(
      `esdb://admin:pw@localhost${port}?${options}tls=true&tlsCAFile=${encodeURIComponent(eventStoreAccessBeside(secretsFile).certificate)}`,
    );
  });

  it.each([
    'esdb://127.0.0.1:2113?tls=false',
    'esdb://me:mine@127.0.0.1:2113',
    'esdb://127.0.0.1:2113?tlsCAFile=/ca.crt',
    'esdb://127.0.0.1:2113?tls_ca_file=/ca.crt',
    'esdb://events.example.org:2113',
    'esdb://127.0.0.1.example.org:2113',
    'esdb://127.0.0.2:2113',
    'esdb+discover://localhost:2113',
    'esdb://localhost:2113,events.example.org:2113',
  ])('is told to nobody else: %s', (url) => {
    expect(withOwnAccess(url, secretsFile)).toBe(url);
  });

  it('is not needed where there is none', () => {
    expect(withOwnAccess('esdb://127.0.0.1:2113', '/nowhere/secrets.json')).toBe('esdb://127.0.0.1:2113');
  });
});
