import { ViewReader, type ViewDb } from '@annals/views';
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { MatchingEntries, type EntryFilter, type Matching } from '../../oversight/matching-entries.port';
import { askedFor } from '../audit/which-entries';
import { audit } from '../audit/audit.view';

type Db = ViewDb<typeof audit>;

/** Says which entries a file will have. */
@QueryHandler(MatchingEntries)
export class MatchingEntriesHandler implements IQueryHandler<MatchingEntries> {
  constructor(@Inject(ViewReader) private readonly views: ViewReader) {}

  execute({ filter }: MatchingEntries): Promise<Matching> {
    return this.views.read(audit, { organization: filter.organizationId }, (db) => whatMatches(db, filter));
  }
}

async function whatMatches(db: Db, filter: EntryFilter): Promise<Matching> {
  const newest = await db
    .selectFrom('entries')
    .select('sequence')
    .where('organization_id', '=', filter.organizationId)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  const found = await db
    .selectFrom('entries')
    .select(({ fn }) => [fn.countAll().as('n'), fn.min('sequence').as('first'), fn.max('sequence').as('last')])
    .where((row) => askedFor(row, filter))
    .executeTakeFirstOrThrow();
  return { through: newest?.sequence ?? 0, rows: Number(found.n), first: found.first, last: found.last };
}
