import type { AuditEntryDetails } from '@annals/contracts';
import { query, type QueryContext } from '@annals/platform';
import type { ViewDb, ViewReader } from '@annals/views';
import type { z } from 'zod';
import type { EntryFilter } from '../../oversight/matching-entries.port';
import { allDetails } from '../audit/audit.query';
import { audit } from '../audit/audit.view';
import { askedFor } from '../audit/which-entries';

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
    .where((row) => askedFor(row, filter))
    .where('sequence', '>', after)
    .where('sequence', '<=', through)
    .orderBy('sequence')
    .limit(limit)
    .execute();
  return allDetails(db, rows, context);
}

/** The same for who is nobody there: without e-mail addresses. */
export const readFilePart = (
  views: ViewReader,
  part: FilePart,
): Promise<readonly z.output<typeof AuditEntryDetails>[]> =>
  views.read(audit, { organization: part.organizationId }, (db) => filePart(db, part, { permissions: new Set() }));

export const ReadFilePart = query('ReadFilePart', audit, filePart);
