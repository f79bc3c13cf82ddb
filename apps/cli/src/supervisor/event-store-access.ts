import { eventStoreAccessBeside, type EventStoreAccess } from '@annals/config';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { CertificateExtension } from 'selfsigned';
import { CannotStart } from '../sentence';

/**
 * A certificate that a changed clock makes invalid would stop the installation, and nobody but us accepts it anyway.
 */
const VALID = { notBeforeDate: new Date('2000-01-01T00:00:00Z'), notAfterDate: new Date('9999-12-31T23:59:59Z') };
const EXTENSIONS: CertificateExtension[] = [
  { name: 'basicConstraints', cA: false, critical: true },
  {
    name: 'subjectAltName',
    altNames: [
      { type: 2, value: 'localhost' },
      { type: 7, ip: '127.0.0.1' },
    ],
  },
];

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

/**
 * The files by which the embedded event store and its clients know each other; made where they are missing, all of them
 * or none. Nobody needs them in a backup: a folder that is taken away while Annals does not run is made anew.
 * @throws CannotStart
 */
export async function ensureEventStoreAccess(secretsFile: string): Promise<EventStoreAccess> {
  const access = eventStoreAccessBeside(secretsFile);
  const { folder, certificate, privateKey, password } = access;
  try {
    if (!existsSync(folder)) await make(access);
    for (const file of [certificate, privateKey, password]) readFileSync(file);
    return access;
  } catch (cause) {
    throw new CannotStart(
      `The access of the event store in ${folder} can't be read or made (${cause instanceof Error ? cause.message : String(cause)}): let this user write there, or take the folder away, and it is made anew.`,
      { cause },
    );
  }
}

async function make({ folder, certificate, privateKey, password }: EventStoreAccess): Promise<void> {
  const { generate } = await import('selfsigned'); // only the first start needs it
  const name = [{ name: 'commonName', value: 'Annals event store' }];
  const { cert, private: key } = await generate(name, {
    keyType: 'ec',
    algorithm: 'sha256',
    ...VALID,
    extensions: EXTENSIONS,
  });
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
  const draft = mkdtempSync(`${folder}.`); // mode 0700
  try {
    for (const [file, content] of [
      [certificate, cert],
      [privateKey, key],
      [password, randomBytes(32).toString('base64url')],
    ] as const) {
      writeFileSync(join(draft, basename(file)), content, { mode: 0o600 });
    }
    renameSync(draft, folder);
  } catch (error) {
    // else another process was first: its files count
    if (!['ENOTEMPTY', 'EEXIST'].includes(String(codeOf(error)))) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * What the event store itself is told of them; the password never by its command line, which every program of the
 * machine can read.
 */
export function eventStoreEnvironment({ certificate, privateKey, password }: EventStoreAccess): Record<string, string> {
  return {
    ANNALS_EVENTSTORE_TLS_CERT: certificate,
    ANNALS_EVENTSTORE_TLS_KEY: privateKey,
    ANNALS_EVENTSTORE_USERS: `admin:${readFileSync(password, 'utf8')}`,
  };
}
