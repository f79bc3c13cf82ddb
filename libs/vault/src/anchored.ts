import type { Instant } from '@annals/kernel';
import { sql } from 'kysely';
import type { VaultContext } from './database';

/** How far a place outside has the checkpoints of an organization. */
export interface Anchored {
  readonly name: string;
  readonly number: number;
  readonly keptAt: Instant | null;
  readonly failingSince: Instant | null;
  readonly fault: string | null;
}

/** A history whose newest checkpoint a place does not have yet. */
export interface Unanchored {
  readonly organizationId: string;
  /** How often it was tried in vain. */
  readonly tries: number;
}

/** Up to which checkpoint each place outside has them, and what keeps it from taking more. */
export class Anchors {
  constructor(private readonly context: Pick<VaultContext, 'db' | 'clock'>) {}

  /** Whose newest checkpoint is to be given to a place now. */
  async due(name: string, limit: number): Promise<readonly Unanchored[]> {
    const { rows } = await sql<Unanchored>`
      SELECT tree.organization_id AS "organizationId", coalesce(kept.tries, 0) AS tries FROM vault.proof_trees tree
      LEFT JOIN vault.anchored kept ON kept.organization_id = tree.organization_id AND kept.name = ${name}
      WHERE tree.signed_size > coalesce(kept.size, 0) AND (kept.due IS NULL OR kept.due <= ${this.context.clock()}::timestamptz)
      LIMIT ${limit}`.execute(this.context.db);
    return rows;
  }

  /** A place took a checkpoint. */
  async took(
    name: string,
    { organizationId, number, size }: Readonly<{ organizationId: string; number: number; size: number }>,
  ): Promise<void> {
    const now = this.context.clock();
    await sql`INSERT INTO vault.anchored (organization_id, name, number, size, kept_at, tries)
      VALUES (${organizationId}, ${name}, ${number}, ${size}, ${now}::timestamptz, 0)
      ON CONFLICT (organization_id, name) DO UPDATE SET number = excluded.number, size = excluded.size, kept_at = excluded.kept_at,
        tries = 0, due = NULL, failing_since = NULL, fault = NULL WHERE anchored.size <= excluded.size`.execute(
      this.context.db,
    );
  }

  /** A place did not take it: it is tried again then. */
  async failed(
    name: string,
    organizationId: string,
    { fault, due }: Readonly<{ fault: string; due: Instant }>,
  ): Promise<void> {
    const now = this.context.clock();
    await sql`INSERT INTO vault.anchored (organization_id, name, number, size, tries, due, failing_since, fault)
      VALUES (${organizationId}, ${name}, 0, 0, 1, ${due}::timestamptz, ${now}::timestamptz, ${fault})
      ON CONFLICT (organization_id, name) DO UPDATE SET tries = anchored.tries + 1, due = excluded.due, fault = excluded.fault,
        failing_since = coalesce(anchored.failing_since, excluded.failing_since)`.execute(this.context.db);
  }

  /** What places have of an organization. */
  async of(organizationId: string): Promise<readonly Anchored[]> {
    const { rows } = await sql<{
      name: string;
      number: number;
      kept_at: Date | null;
      failing_since: Date | null;
      fault: string | null;
    }>`
      SELECT name, number, kept_at, failing_since, fault FROM vault.anchored WHERE organization_id = ${organizationId}`.execute(
      this.context.db,
    );
    return rows.map(({ name, number, kept_at, failing_since, fault }) => ({
      ...{ name, number, fault },
      keptAt: kept_at?.toISOString() ?? null,
      failingSince: failing_since?.toISOString() ?? null,
    }));
  }
}
