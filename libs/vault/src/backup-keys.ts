import { createHmac, createSecretKey } from 'node:crypto';
import type { ClientBase } from 'pg';
import { about } from './keys';
import { decrypt, subKey } from './sealing';
import type { VaultSecrets } from './secrets-file';

const ROWS = 1_000;

/**
 * Tells one secrets file from another, and nothing about what is in it: a backup carries that of the keys it was made
 * with.
 */
export function secretsFingerprint({ keyEncryptionKey, serverKey }: VaultSecrets): string {
  return createHmac('sha256', subKey(keyEncryptionKey, 'fingerprint'))
    .update(createHmac('sha256', subKey(serverKey, 'fingerprint')).digest())
    .digest('hex')
    .slice(0, 32);
}

interface Wrapped {
  readonly id: string;
  readonly scope: string;
  readonly subject: string;
  readonly wrapped: Buffer;
}

/** Opens every key in the vault once. Call it in a transaction. @returns the ids of those that do not open */
export async function keysThatDoNotOpen(client: ClientBase, { keyEncryptionKey }: VaultSecrets): Promise<string[]> {
  const key = createSecretKey(keyEncryptionKey);
  const closed: string[] = [];
  await client.query(
    'DECLARE wrapped_keys NO SCROLL CURSOR FOR SELECT id, scope, subject, wrapped FROM vault.keys WHERE wrapped IS NOT NULL',
  );
  for (;;) {
    const { rows } = await client.query<Wrapped>(`FETCH ${ROWS} FROM wrapped_keys`);
    if (rows.length === 0) break;
    for (const row of rows) if (!opens(row)) closed.push(row.id);
  }
  await client.query('CLOSE wrapped_keys');
  return closed;

  function opens(row: Wrapped): boolean {
    try {
      decrypt(key, row.wrapped, about(row));
      return true;
    } catch {
      return false; // that is the question; GCM has one answer for whatever is wrong
    }
  }
}
