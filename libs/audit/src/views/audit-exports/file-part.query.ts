import type { AuditEntryDetails } from '@annals/contracts';
import { mayReadEmail, query, type QueryContext } from '@annals/platform';
import type { ViewDb } from '@annals/views';
import type { z } from 'zod';
import type { EntryFilter } from '../../oversight/matching-entries.port';
import { matching } from '../audit/audit.query';
import { audit } from '../audit/audit.view';
import { detailsOf, ownRolesIn, thingsIn } from '../audit/entry';
import { labelsOf } from '../audit/labels';

type Db = ViewDb<typeof audit>;

/** Of the entries that match, those behind `after` and up to `through`, no more than `limit`. */
export type FilePart = EntryFilter & { readonly after: number; readonly through: number; readonly limit: number };

/** Entries of a file, the oldest first, with all that who takes it may see. */
async function filePart(
  db: Db,
  { after, through, limit, ...filter }: FilePart,
  context: QueryContext,
): Promise<readonly z.output<typeof AuditEntryDetails>[]> {
  const rows = await db
    .selectFrom('entries')
    .selectAll()
    .where((row) => matching(row, filter))
    .where('sequence', '>', after)
    .where('sequence', '<=', through)
    .orderBy('sequence')
    .limit(limit)
    .execute();
  const sight = { mayReadEmail: mayReadEmail(context) };
  const things = rows.flatMap((row) => [...thingsIn(row), ...ownRolesIn(row)]);
  const labels = await labelsOf(db, { ...filter, ...sight, things });
  return rows.map((row) => detailsOf(row, labels, sight));
}

export const ReadFilePart = query('ReadFilePart', audit, filePart);
