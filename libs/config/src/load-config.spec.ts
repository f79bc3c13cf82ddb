import { servesMailbox } from './defaults';
import { describeConfig } from './describe';
import { loadConfig } from './load-config';
import { isInTheClear } from './reach';
import { readSettings } from './settings';

const alone = {
  ANNALS_DATABASE_URL: 'postgres://annals:pw@db:5432/annals',
  ANNALS_EVENTSTORE_URL: 'esdb://es:2113?tls=false',
  ANNALS_SECRETS_FILE: '/etc/annals/secrets.json',
};

describe('the configuration', () => {
  it('is complete with three addresses and defaults', () => {
    expect(loadConfig({ env: { ...alone, PATH: '/bin' } })).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      publicUrl: 'http://localhost:8080',
      databaseUrl: alone.ANNALS_DATABASE_URL,
      logLevel: 'info',
      smtpUrl: undefined,
    });
  });

  it.each(Object.keys(alone))('names %s when a process alone lacks it', (name) => {
    expect(() => loadConfig({ env: { ...alone, [name]: '' } })).toThrow(`${name} is missing`);
  });

  it('lets the command line win over the environment', () => {
    expect(loadConfig({ env: { ...alone, ANNALS_PORT: '8080' }, flags: { ANNALS_PORT: '9090' } }).port).toBe(9090);
  });

  it.each([
    ['ANNALS_PROT', 'ANNALS_PROT is no setting of Annals; did you mean ANNALS_PORT?'],
    ['ANNALS_DATABASE', 'ANNALS_DATABASE is no setting of Annals; did you mean ANNALS_DATABASE_URL?'],
    ['ANNALS_WHATEVER_THIS_IS', 'ANNALS_WHATEVER_THIS_IS is no setting of Annals; "annals config" lists them.'],
  ])('refuses the unknown %s with a hint', (name, sentence) => {
    expect(() => readSettings({ env: { [name]: 'x' } })).toThrow(sentence);
  });

  it.each([
    ['ANNALS_PORT', '80800'],
    ['ANNALS_PORT', '-1'],
    ['ANNALS_PORT', 'eighty'],
    ['ANNALS_DATABASE_URL', 'mysql://secret@host/db'],
    ['ANNALS_DATABASE_URL', 'postgres:///secret'],
    ['ANNALS_EVENTSTORE_URL', 'http://secret:2113'],
    ['ANNALS_SMTP_URL', 'secret'],
    ['ANNALS_PUBLIC_URL', 'https://host/path'],
    ['ANNALS_LOG_LEVEL', 'loud'],
    ['ANNALS_MAIL_FROM', 'a@b\r\nBcc: c@d'],
    ['ANNALS_TRUSTED_PROXIES', 'proxy.example'],
    ['ANNALS_TRUSTED_PROXIES', '10.0.0.0/33, 10.0.0.1'],
    ['ANNALS_TRUSTED_PROXIES', '10.0.0.1/8/8'],
    ['ANNALS_EVENTSTORE_URL', 'esdb://host:70000'],
    ['ANNALS_EVENTSTORE_URL', 'esdb://u:p@node1:2113,node2:65536?tls=true'],
    ['ANNALS_EVENTSTORE_URL', 'esdb://[::1]:2113?tls=false'],
  ])('refuses %s=%s by name, without repeating the value', (name, value) => {
    let message = '';
    try {
      readSettings({ env: { [name]: value } });
    } catch (error) {
      message = String(error);
    }
    expect(message).toMatch(new RegExp(`${name} must be`));
    expect(message).not.toContain(value);
  });

  it.each(['esdb://host:65535', 'esdb+discover://admin:70000@node1:2113,node2/?tls=true&x=a:70000'])(
    'takes the event store address %s',
    (value) => expect(readSettings({ env: { ANNALS_EVENTSTORE_URL: value } }).ANNALS_EVENTSTORE_URL).toBe(value),
  );

  it('names an option as it was typed, and the variable where the value came from that', () => {
    const options = { ANNALS_PORT: '--port', ANNALS_HOST: '--host' };
    expect(() =>
      readSettings({ env: { ANNALS_PORT: '1', ANNALS_HOST: '?' }, flags: { ANNALS_PORT: 'abc' }, options }),
    ).toThrow(/^ANNALS_HOST must be [^.]*\. --port must be a port number\.$/);
  });

  it('names all problems at once', () => {
    expect(() => readSettings({ env: { ANNALS_PORT: 'x', ANNALS_HSOT: 'y' } })).toThrow(/ANNALS_HSOT .*ANNALS_PORT/s);
  });

  it('B5: reads the proxies that are trusted; nobody is by default', () => {
    expect(
      loadConfig({ env: { ...alone, ANNALS_TRUSTED_PROXIES: '10.0.0.0/8, fd00::/8 127.0.0.1' } }).trustedProxies,
    ).toEqual(['10.0.0.0/8', 'fd00::/8', '127.0.0.1']);
    expect(loadConfig({ env: alone }).trustedProxies).toEqual([]);
  });

  it('reads an address without its final slash', () => {
    expect(readSettings({ env: { ANNALS_PUBLIC_URL: 'https://annals.example/' } }).ANNALS_PUBLIC_URL).toBe(
      'https://annals.example',
    );
  });
});

describe('the mailbox page', () => {
  const local = 'http://localhost:8080';
  const served = (host: string, publicUrl = local, smtpUrl?: string) => servesMailbox({ host, publicUrl, smtpUrl });
  it.each(['127.0.0.1', '127.8.9.10', '::1', 'localhost', 'LocalHost'])('is served on %s', (host) =>
    expect(served(host)).toBe(true),
  );
  it.each([
    '0.0.0.0',
    '::',
    '10.0.0.7',
    '127.0.0.1.example.org',
    '127.example.org',
    'localhost.example.org',
    'annals.example',
    '::ffff:10.0.0.7',
  ])('is not served on %s: its links open accounts', (host) => expect(served(host)).toBe(false));
  it.each(['http://127.0.0.1:8080', 'http://[::1]:8080', 'https://localhost'])('is served at %s', (url) =>
    expect(served('127.0.0.1', url)).toBe(true),
  );
  it.each(['https://annals.example', 'http://10.0.0.7:8080', 'https://localhost.example'])(
    'B6: is not served where people come from %s, though only a proxy reaches us',
    (url) => expect(served('127.0.0.1', url)).toBe(false),
  );
  it('is not served beside a mail server', () => expect(served('127.0.0.1', local, 'smtp://mail')).toBe(false));
});

describe('B7: mails that leave this machine', () => {
  const from = { ANNALS_MAIL_FROM: 'Annals <annals@annals.example>' };
  const loaded = (env: Record<string, string>) => loadConfig({ env: { ...alone, ...env } });
  const smtp = { ANNALS_SMTP_URL: 'smtp://mail.annals.example:587' };

  it.each<Record<string, string>>([
    {},
    { ANNALS_PUBLIC_URL: 'http://localhost:8181' },
    { ANNALS_PUBLIC_URL: 'http://127.0.0.1' },
    { ANNALS_PUBLIC_URL: 'https://[::1]:8080' },
  ])('need an address that works elsewhere: %j', (url) =>
    expect(() => loaded({ ...smtp, ...from, ...url })).toThrow(
      /^ANNALS_PUBLIC_URL [^.]*their links have to work where they are read/,
    ),
  );

  it('need a sender, and every problem is said at once', () =>
    expect(() => loaded(smtp)).toThrow(/^ANNALS_PUBLIC_URL is missing: .* ANNALS_MAIL_FROM is missing: /));

  it('go out when they have both', () =>
    expect(loaded({ ...smtp, ...from, ANNALS_PUBLIC_URL: 'https://annals.example' }).smtpUrl).toBe(
      smtp.ANNALS_SMTP_URL,
    ));

  it.each(['smtp://localhost:1025', 'smtp://127.0.0.1', 'smtp://[::1]:25'])(
    'are none where a server on this machine takes them: %s',
    (url) => expect(loaded({ ANNALS_SMTP_URL: url }).publicUrl).toBe('http://localhost:8080'),
  );

  it.each([
    ['http://annals.example', true],
    ['https://annals.example', false],
    ['http://localhost:8080', false],
  ])('passwords cross a network in the clear at %s: %s', (url, clear) => expect(isInTheClear(url)).toBe(clear));
});

describe('annals config', () => {
  const lines = describeConfig({
    env: {
      ANNALS_DATABASE_URL: 'postgres://annals:hunter2@db/annals?sslpassword=hunter2',
      ANNALS_SMTP_URL: 'smtp://me:hunter2@mail',
      ANNALS_EVENTSTORE_USERS: ' admin:hunter2  app:x:hunter2',
      ANNALS_DATA: '/srv/annals',
      ANNALS_TEST_POSTGRES_FOLDER: '/tmp/x',
    },
    flags: { ANNALS_PORT: '9090' },
  });
  const line = (name: string) => lines.find((each) => each.name === name);

  it('masks every secret', () => {
    expect(JSON.stringify(lines)).not.toContain('hunter2');
    expect(line('ANNALS_DATABASE_URL')?.value).toBe('postgres://annals:***@db/annals?sslpassword=***');
    expect(line('ANNALS_EVENTSTORE_USERS')?.value).toBe('admin:*** app:***');
  });

  it('shows the address of a cluster without its password', () => {
    const [shown] = describeConfig({
      env: { ANNALS_EVENTSTORE_URL: 'esdb://admin:hunter2@node1:2113,node2:2113,node3?tlsCAFile=%2Fca.crt' },
    }).filter(({ name }) => name === 'ANNALS_EVENTSTORE_URL');
    expect(shown?.value).toBe('esdb://admin:***@node1:2113,node2:2113,node3?tlsCAFile=%2Fca.crt');
  });

  it('says where each value comes from', () => {
    expect([line('ANNALS_DATA'), line('ANNALS_PORT'), line('ANNALS_HOST'), line('ANNALS_SECRETS_FILE')]).toMatchObject([
      { value: '/srv/annals', source: 'environment' },
      { value: '9090', source: 'command line' },
      { value: '127.0.0.1', source: 'default' },
      { value: undefined, source: 'default' },
    ]);
  });

  it('leaves the settings of the tests out', () => {
    expect(lines.filter(({ name }) => name.startsWith('ANNALS_TEST'))).toEqual([]);
  });
});
