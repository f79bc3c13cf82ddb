import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * By what clients of the embedded event store and that server know each other: files of this installation, in a folder
 * beside its secrets file.
 */
export interface EventStoreAccess {
  readonly folder: string;
  /** Of the server, for clients to know it by: another program that took its port has none that they accept. */
  readonly certificate: string;
  readonly privateKey: string;
  /** Of the user `admin`. */
  readonly password: string;
}

/** Where those files are. */
export function eventStoreAccessBeside(secretsFile: string): EventStoreAccess {
  const folder = join(dirname(secretsFile), 'eventstore');
  return {
    folder,
    certificate: join(folder, 'server.crt'),
    privateKey: join(folder, 'server.key'),
    password: join(folder, 'password'),
  };
}

/**
 * An address of this machine alone, with TLS, that says neither user nor certificate: nobody but our own event store
 * can be meant.
 */
const OWN = /^esdb:\/\/(?:127\.0\.0\.1|localhost)(?<port>:\d{1,5})?\/?(?:\?(?<query>[^#]*))?$/i;
const SAYS_HOW = /(?:^|&)(?:tls=false|tls[_-]?ca[_-]?file=)/i;

/**
 * The address of the embedded event store with user and certificate, where it leaves them out and this installation has
 * them; any other address as it is.
 */
export function withOwnAccess(eventstoreUrl: string, secretsFile: string): string {
  const own = OWN.exec(eventstoreUrl);
  const { port = '', query = '' } = own?.groups ?? {};
  const { password, certificate } = eventStoreAccessBeside(secretsFile);
  if (own === null || SAYS_HOW.test(query) || !existsSync(password)) return eventstoreUrl;
  const options = [
    ...query.split('&').filter((option) => option !== '' && !/^tls=/i.test(option)),
    'tls=true',
    `tlsCAFile=${encodeURIComponent(certificate)}`,
  ];
  // By name: TLS knows no server name that is a number.
  return `esdb://admin:${readFileSync(password, 'utf8')}@localhost${port}?${options.join('&')}`;
}
