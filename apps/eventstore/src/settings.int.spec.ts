import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testCertificate, type TestCertificate } from '@annals/testing';
import { readSettings } from './settings';

const DATABASE = ['--database-url', 'postgres://db'];

describe('how the event store is started', () => {
  let tls: TestCertificate;
  let other: TestCertificate;
  beforeAll(async () => {
    [tls, other] = [await testCertificate(), await testCertificate()];
  });
  afterAll(() => {
    for (const one of [tls, other]) one.remove();
  });
  const secured = () => ['--tls-cert', tls.certificateFile, '--tls-key', tls.privateKeyFile];
  const read = (args: string[], env: Record<string, string> = {}) => readSettings([...DATABASE, ...args], env);
  const open = (args: string[], env: Record<string, string> = {}) =>
    readSettings([...DATABASE, '--insecure', ...args], env);
  const refusal = (args: string[], env: Record<string, string> = {}): string => {
    try {
      read(args, env);
    } catch (error) {
      return String(error);
    }
    return 'accepted';
  };

  it('A4: is open to every program of the machine only when it is told so', () => {
    expect(refusal([])).toMatch(
      /^StorageRefused: Without TLS and users every program of this machine could read and write the whole log: /,
    );
    expect(refusal(['--insecure'])).toBe('accepted');
  });
  it('needs a database and nothing else', () => {
    expect(readSettings(['--insecure'], { ANNALS_DATABASE_URL: 'postgres://x' })).toMatchObject({
      databaseUrl: 'postgres://x',
      port: 2113,
      host: undefined,
      security: undefined,
      advertise: undefined,
    });
    expect(() => readSettings([], {})).toThrow(/needs a Postgres database/);
  });
  it('takes options before variables', () => {
    expect(open(['--port', '0'], { ANNALS_EVENTSTORE_PORT: '7', ANNALS_EVENTSTORE_HOST: 'localhost' })).toMatchObject({
      port: 0,
      host: 'localhost',
    });
  });
  it('reads TLS and its users, by options or by variables', () => {
    const security = {
      certificate: tls.certificate,
      privateKey: tls.privateKey,
      users: [
        { name: 'admin', password: 'a:b' },
        { name: 'app', password: 'ü,x' },
      ],
    };
    expect(read([...secured(), '--user', 'admin:a:b', '--user', 'app:ü,x'])).toMatchObject({ security });
    const variables = {
      ANNALS_EVENTSTORE_TLS_CERT: tls.certificateFile,
      ANNALS_EVENTSTORE_TLS_KEY: tls.privateKeyFile,
      ANNALS_EVENTSTORE_USERS: ' admin:a:b\n app:ü,x ',
    };
    expect(read([], variables)).toMatchObject({ security });
    expect(read(['--host', '0.0.0.0', '--advertise', 'events.example.org:2113'], variables)).toMatchObject({
      host: '0.0.0.0',
      advertise: { host: 'events.example.org', port: 2113 },
    });
    expect(open(['--advertise', '[::1]:1'])).toMatchObject({ advertise: { host: '::1', port: 1 } });
  });
  it('refuses half of TLS, TLS without users and users without TLS', () => {
    for (const half of [secured().slice(0, 2), secured().slice(2)])
      expect(refusal([...half, '--user', 'a:b'])).toMatch(
        'TLS needs a certificate and its key: give both --tls-cert and --tls-key.',
      );
    expect(refusal(secured())).toMatch(
      'TLS without a user would let nobody in: name at least one in ANNALS_EVENTSTORE_USERS (admin:password) or with --user.',
    );
    expect(refusal(['--user', 'admin:secret'])).toMatch(
      'Users need TLS, because without it no client sends a password',
    );
  });
  it('refuses files that are missing, no PEM, or no pair', () => {
    const junk = join(tls.privateKeyFile, '..', 'junk');
    writeFileSync(junk, 'no pem');
    const pair = (cert: string, key: string) => refusal(['--tls-cert', cert, '--tls-key', key, '--user', 'a:b']);
    expect(pair('/nowhere/x.crt', tls.privateKeyFile)).toMatch(
      /^StorageRefused: The file of the TLS certificate \(--tls-cert\) can't be read: .*ENOENT.*x\.crt'\.$/,
    );
    expect(pair(tls.certificateFile, '/nowhere/x.key')).toMatch(
      /The file of the TLS key \(--tls-key\) can't be read: .*ENOENT/,
    );
    expect(pair(junk, tls.privateKeyFile)).toMatch(/junk \(--tls-cert\) holds no certificate in PEM form\.$/);
    expect(pair(tls.certificateFile, junk)).toMatch(
      /junk \(--tls-key\) holds no private key in PEM form, or one behind a passphrase\.$/,
    );
    expect(pair(tls.certificateFile, other.privateKeyFile)).toMatch(
      /^StorageRefused: The TLS key in .* does not belong to the certificate in .*\.$/,
    );
  });
  it('lets other machines in with TLS only', () => {
    for (const host of ['0.0.0.0', '::', '10.0.0.7', 'events.example.org', '127.0.0.1.example.org', '127.0.0.1x'])
      expect(refusal(['--host', host])).toMatch(`Without TLS only this machine may reach the event store`);
    for (const host of ['127.0.0.1', '127.9.9.9', '::1', 'LOCALHOST'])
      expect(refusal(['--insecure', '--host', host])).toBe('accepted');
  });
  it('refuses users that are none, without saying their password', () => {
    for (const user of ['secret', ':secret', 'name:', '$admins:secret', 'a b:secret', 'a"b:secret']) {
      expect(refusal([...secured(), '--user', 'ok:pass', '--user', user])).toMatch(
        /^StorageRefused: User \d in --user is not given as name:password/,
      );
      expect(refusal([...secured(), '--user', user])).not.toContain('secret');
    }
    expect(refusal([...secured(), '--user', 'a:b', '--user', 'a:c'])).toMatch('The user "a" is given twice in --user.');
  });
  it('names a variable where what is wrong came from one', () => {
    for (const name of ['PORT', 'ADVERTISE', 'USERS'])
      expect(refusal([], { [`ANNALS_EVENTSTORE_${name}`]: 'x' })).toContain(`ANNALS_EVENTSTORE_${name} `);
    expect(
      refusal(['--tls-key', tls.privateKeyFile, '--user', 'a:b'], { ANNALS_EVENTSTORE_TLS_CERT: '/nowhere/x.crt' }),
    ).toContain('(ANNALS_EVENTSTORE_TLS_CERT)');
    expect(refusal([], { ANNALS_EVENTSTORE_HOST: '0.0.0.0' })).toMatch('or leave ANNALS_EVENTSTORE_HOST out.');
    expect(refusal(['--port=y'], { ANNALS_EVENTSTORE_PORT: 'x' })).toMatch('--port must be');
  });
  it('refuses other slips in a sentence', () => {
    expect(refusal(['--advertise', 'host'])).toMatch(
      /--advertise must be an address to advertise, like .*, and "host" is none\.$/,
    );
    expect(refusal(['--advertise', 'host:70000'])).toMatch(
      'The port in --advertise must be a port number, and "70000" is none.',
    );
    for (const port of ['x', '65536', '-1'])
      expect(refusal([`--port=${port}`])).toMatch(`--port must be a port number, and "${port}" is none.`);
    expect(refusal(['--prot', '1'])).toMatch(/Unknown option '--prot'.*Usage: /s);
    expect(refusal(['more'])).toMatch(/Unexpected argument 'more'.*Usage: /s);
  });
});
