import { sql } from 'kysely';
import type { VaultDatabase } from './database';
import type { Erasure } from './erasure-journal';
import { sealedTables } from './sealed-tables';

const AT_ONCE = 1_000;

/**
 * Destroys again what the journal says was destroyed. A subject whose row is missing gets a tombstone, so that it never
 * gets a key. What it claimed is free for others, and what only its key opened is gone.
 * @returns how many keys or rows it changed; 0 when the vault knew all of it
 */
export async function replayErasures(db: VaultDatabase, journal: readonly Erasure[]): Promise<number> {
  const erasures = [
    ...new Map(journal.map((erasure) => [JSON.stringify([erasure.scope, erasure.subject]), erasure])).values(),
  ];
  let changed = 0;
  for (let from = 0; from < erasures.length; from += AT_ONCE)
    changed += await replay(db, erasures.slice(from, from + AT_ONCE));
  return changed;
}

async function replay(db: VaultDatabase, erasures: readonly Erasure[]): Promise<number> {
  const [scopes, subjects] = [erasures.map(({ scope }) => scope), erasures.map(({ subject }) => subject)];
  const { numAffectedRows } = await sql`INSERT INTO vault.keys AS known (id, scope, subject, wrapped, destroyed_at)
    SELECT id, scope, subject, NULL, clock_timestamp() FROM unnest(${erasures.map(({ id }) => id)}::uuid[], ${scopes}::text[], ${subjects}::text[]) AS erased (id, scope, subject)
    ON CONFLICT (scope, subject) DO UPDATE SET wrapped = NULL, destroyed_at = excluded.destroyed_at WHERE known.wrapped IS NOT NULL`.execute(
    db,
  );
  await sql`DELETE FROM vault.claims WHERE (scope, holder) IN (SELECT * FROM unnest(${scopes}::text[], ${subjects}::text[]))`.execute(
    db,
  );
  await sql`DELETE FROM vault.invited_addresses WHERE (organization_id::text, person_id::text) IN (SELECT * FROM unnest(${scopes}::text[], ${subjects}::text[]))`.execute(
    db,
  );
  for (const table of sealedTables)
    await sql`DELETE FROM ${sql.table(`vault.${table}`)} AS known USING vault.keys
      WHERE known.key_id = keys.id AND keys.wrapped IS NULL`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
