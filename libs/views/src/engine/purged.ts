import { endsItsOwner } from '@annals/contracts';
import type { LogEntry } from '@annals/eventstore';
import { parseStreamName } from '@annals/kernel';
import type { PlannedTable } from '../definition/tables';
import { ENGINE_CHANNEL } from '../sql/catalog';
import { name, type Statement } from '../sql/write';

const ownerOf = ({ stream }: Pick<LogEntry, 'stream'>): string => parseStreamName(stream).owner;

/**
 * Organizations that were purged: a view takes nothing of them any more, also where it is built again (history.md §7).
 * They are known before the first batch, and from their own event on.
 */
export class Purged {
  private readonly owners: Set<string>;

  constructor(known: Iterable<string> = []) {
    this.owners = new Set(known);
  }

  /** Whose purge is in this batch: from now on nothing of theirs is left, what is in the batch neither. */
  meet(entries: readonly LogEntry[]): readonly string[] {
    const met = entries.flatMap((entry) => (endsItsOwner(entry.type) ? [ownerOf(entry)] : []));
    for (const owner of met) this.owners.add(owner);
    return met;
  }

  /** What is left of a batch. */
  without(entries: readonly LogEntry[]): readonly LogEntry[] {
    return this.owners.size === 0 ? entries : entries.filter((entry) => !this.owners.has(ownerOf(entry)));
  }

  has(owner: string): boolean {
    return this.owners.has(owner);
  }
}

/** Empties the tables of a view of an organization, and remembers that it stays so. */
export function purgeStatements(schema: string, plan: readonly PlannedTable[], owner: string): Statement[] {
  const tables = plan.filter(({ columns }) => columns.some((column) => column.name === 'organization_id'));
  return [
    ...tables.map((table) => ({
      text: `DELETE FROM ${name(schema)}.${name(table.name)} WHERE organization_id = $1`,
      values: [owner],
    })),
    { text: 'INSERT INTO views.purged (owner) VALUES ($1) ON CONFLICT DO NOTHING', values: [owner] },
  ];
}

/**
 * What served before a rebuild, and what a rebuild left unfinished, is not advanced, so it forgets nothing: when
 * something has to be forgotten, the engine is woken to drop it. For whoever keeps a view live; a rebuild that runs
 * meets the same event itself.
 */
export const forgetStatement: Statement = {
  text: `WITH kept AS (
      UPDATE views.generations g SET left_at = NULL, retired_at = '-infinity'
      WHERE left_at IS NOT NULL OR (state = 'building' AND EXISTS (SELECT FROM views.generations s WHERE s.name = g.name AND s.version = g.version AND s.state = 'serving'))
      RETURNING 1)
    SELECT pg_notify('${ENGINE_CHANNEL}', 'views') FROM kept LIMIT 1`,
  values: [],
};
