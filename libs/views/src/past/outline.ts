import type { Instant } from '@annals/kernel';
import { sql } from 'kysely';
import type { ViewDb } from '../definition/view';
import type { history } from '../history/history';

/** How much happened on a UTC day. */
export interface EventsOfDay {
  readonly day: string;
  readonly events: number;
}

/** So many events in a row are one block. */
export const BLOCK = 1_000;

/** What is remembered of an organization's whole blocks of events, which never change. */
export interface Outline {
  /** The latest instant in any block up to this one. */
  readonly latest: readonly Instant[];
  readonly days: ReadonlyMap<string, number>;
}

export const NO_OUTLINE: Outline = { latest: [], days: new Map() };

/** Events of one day in one block. */
export interface OutlineRow extends EventsOfDay {
  readonly block: number;
  readonly latest: Instant;
}

/** What happened after the blocks that are remembered. */
export async function outlineRows(
  db: ViewDb<typeof history>,
  organization: string,
  { latest }: Outline,
): Promise<readonly OutlineRow[]> {
  const rows = await db
    .selectFrom('history')
    .select([
      sql<number>`(sequence - 1) / ${sql.lit(BLOCK)}`.as('block'),
      sql<string>`to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD')`.as('day'),
      ({ fn }) => fn.max('at').as('latest'),
      ({ fn }) => fn.countAll<number>().as('events'),
    ])
    .where('organization_id', '=', organization)
    .where('sequence', '>', latest.length * BLOCK)
    .groupBy(['block', 'day'])
    .orderBy('block')
    .orderBy('day')
    .execute();
  return rows;
}

/** Adds what came since, block by block. @returns what to remember, and all days */
export function grown(
  known: Outline,
  rows: readonly OutlineRow[],
): { readonly outline: Outline; readonly days: readonly EventsOfDay[] } {
  const sizes = new Map<number, number>();
  for (const { block, events } of rows) sizes.set(block, (sizes.get(block) ?? 0) + events);
  const latest = [...known.latest];
  const [whole, all] = [new Map(known.days), new Map(known.days)];
  for (const row of rows) {
    add(all, row);
    if (sizes.get(row.block) !== BLOCK) continue;
    add(whole, row);
    const before = latest[row.block] ?? latest[row.block - 1];
    latest[row.block] = before === undefined || row.latest > before ? row.latest : before;
  }
  const days = [...all].map(([day, events]) => ({ day, events })).sort((a, b) => (a.day < b.day ? -1 : 1));
  return { outline: { latest, days: whole }, days };
}

function add(days: Map<string, number>, { day, events }: EventsOfDay): void {
  days.set(day, (days.get(day) ?? 0) + events);
}
