import { sql, type Transaction } from 'kysely';
import type { VaultTables } from './database';

/**
 * Holds a subject until the transaction ends: whoever writes something that must go when the subject is erased holds it
 * `shared`, an erasure has it alone. So a writer sees the tombstone of an erasure that it came after, and an erasure
 * sees all that was written before it. It needs no row: most subjects claim something before they have a key.
 */
export async function holdSubject(
  transaction: Transaction<VaultTables>,
  { scope, subject }: { readonly scope: string; readonly subject: string },
  how: 'shared' | 'alone',
): Promise<void> {
  const lock = sql.raw(how === 'shared' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock');
  await sql`SELECT ${lock}(hashtextextended(${JSON.stringify([scope, subject])}, 0))`.execute(transaction);
}
