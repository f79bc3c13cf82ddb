import { erasedBy } from '@annals/contracts';
import type { LogEntry } from '@annals/eventstore';
import { parseStreamName } from '@annals/kernel';
import type { PlannedTable } from '../definition/tables';
import { name, type Statement } from '../sql/write';

/** Somebody whom an organization erased. */
export interface ErasedPerson {
  readonly organizationId: string;
  readonly personId: string;
}

/** Whose erasure is in a batch. Their key was destroyed before that was said: events from here on are read without. */
export function erasedIn(entries: readonly LogEntry[]): readonly ErasedPerson[] {
  return entries.flatMap((entry) => {
    const personId = entry.unreadable ? undefined : erasedBy(entry.type, entry.data);
    return personId === undefined ? [] : [{ organizationId: parseStreamName(entry.stream).owner, personId }];
  });
}

/** What a table says of people: the columns that identify one, by the column that says whom. */
export function personalColumns({ columns }: PlannedTable): ReadonlyMap<string, readonly string[]> {
  const byPerson = new Map<string, readonly string[]>();
  if (!columns.some((column) => column.name === 'organization_id')) return byPerson;
  for (const { name: column, personalOf } of columns)
    if (personalOf !== undefined) byPerson.set(personalOf, [...(byPerson.get(personalOf) ?? []), column]);
  return byPerson;
}

/**
 * Empties every column that identifies somebody, and remembers the table: what its rows said before is in the database
 * until it is vacuumed.
 */
export function eraseStatements(
  schema: string,
  plan: readonly PlannedTable[],
  { organizationId, personId }: ErasedPerson,
): Statement[] {
  return plan.flatMap((table) => {
    const emptied = [...personalColumns(table)].map(([person, columns]) => ({
      text: `UPDATE ${name(schema)}.${name(table.name)} SET ${columns.map((each) => `${name(each)} = NULL`).join(', ')}
        WHERE organization_id = $1 AND ${name(person)} = $2 AND (${columns.map((each) => `${name(each)} IS NOT NULL`).join(' OR ')})`,
      values: [organizationId, personId],
    }));
    if (emptied.length === 0) return [];
    const remembered =
      'INSERT INTO views.to_vacuum (relation) VALUES ($1) ON CONFLICT (relation) DO UPDATE SET since = clock_timestamp()';
    return [...emptied, { text: remembered, values: [`${name(schema)}.${name(table.name)}`] }];
  });
}
