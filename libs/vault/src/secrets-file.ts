import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { codeOf, reason } from './error-code';
import { syncFolderOf } from './sync-folder';

/**
 * The two keys that live outside Postgres (history.md §4), 32 bytes each. Whoever loses them loses every sealed value.
 */
export interface VaultSecrets {
  /** Wraps the keys of people and organizations. */
  readonly keyEncryptionKey: Buffer;
  /** Mints secrets and digests. */
  readonly serverKey: Buffer;
}

/** One clear sentence about a secrets file that cannot be used. */
export class SecretsFileError extends Error {
  override readonly name = 'SecretsFileError';
}

const key = z
  .base64()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((bytes) => bytes.length === 32);
const SecretsFile = z.strictObject({ keyEncryptionKey: key, serverKey: key });

/**
 * Reads the secrets file; with `create: true` a missing one is made (mode 0600, on disk before this returns, never
 * half-written, and never over another).
 * @throws SecretsFileError when it is missing, unreadable or not of the expected form
 */
export async function loadSecrets({ file, create = false }: { file: string; create?: boolean }): Promise<VaultSecrets> {
  const present = await read(file);
  if (present !== undefined) return parse(file, present);
  if (!create)
    throw new SecretsFileError(
      `The secrets file ${file} does not exist; restore it from a backup: without it nothing sealed can be opened.`,
    );
  try {
    await writeNew(file);
  } catch (cause) {
    throw new SecretsFileError(`The secrets file ${file} cannot be written: ${reason(cause)}.`, { cause });
  }
  return loadSecrets({ file });
}

async function read(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return undefined;
    throw new SecretsFileError(`The secrets file ${file} cannot be read: ${reason(cause)}.`, { cause });
  }
}

function parse(file: string, text: string): VaultSecrets {
  try {
    return SecretsFile.parse(JSON.parse(text));
  } catch {
    // What the parser says could quote a key, so neither its words nor the error itself travel on.
    throw new SecretsFileError(
      `The secrets file ${file} must be JSON with exactly "keyEncryptionKey" and "serverKey", each 32 bytes in base64.`,
    );
  }
}

async function writeNew(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}`;
  await synced(
    draft,
    JSON.stringify(
      { keyEncryptionKey: randomBytes(32).toString('base64'), serverKey: randomBytes(32).toString('base64') },
      null,
      2,
    ) + '\n',
  );
  try {
    await link(draft, file);
  } catch (cause) {
    // Another process was first: its keys count.
    if (codeOf(cause) !== 'EEXIST') throw cause;
  } finally {
    await unlink(draft);
  }
  await syncFolderOf(file);
}

async function synced(path: string, content: string): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
