import { refused } from '@annals/contracts';
import { ViewReader, type TablesOf } from '@annals/views';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import { organizationCard } from './organization.view';

interface Card {
  readonly organizationId: string;
  readonly name: string;
  readonly createdAt: string;
  readonly renamed: number;
  readonly lastRenamedAt: string | null;
}

/** The card of one organization. */
export class GetOrganizationQuery extends Query<Card> {
  constructor(
    readonly organizationId: string,
    readonly minPosition?: string,
  ) {
    super();
  }
}

@QueryHandler(GetOrganizationQuery)
export class GetOrganizationHandler implements IQueryHandler<GetOrganizationQuery> {
  constructor(private readonly views: ViewReader) {}

  execute({ organizationId, minPosition }: GetOrganizationQuery): Promise<Card> {
    return this.views.read(
      organizationCard,
      { organization: organizationId },
      (db) => card(db, organizationId),
      minPosition === undefined ? {} : { minPosition },
    );
  }
}

async function card(db: Kysely<TablesOf<typeof organizationCard>>, organizationId: string): Promise<Card> {
  const row = await db
    .selectFrom('organizations')
    .leftJoin('renames', 'renames.organization_id', 'organizations.organization_id')
    .select(['organizations.name', 'organizations.created_at', 'organizations.last_renamed_at', 'renames.n'])
    .where('organizations.organization_id', '=', organizationId)
    .executeTakeFirst();
  if (!row) throw refused('READ_MODEL_BEHIND'); // the guard saw the organization, so the view has not got to it yet
  return {
    organizationId,
    name: row.name ?? '[erased]',
    createdAt: row.created_at,
    renamed: row.n ?? 0,
    lastRenamedAt: row.last_renamed_at,
  };
}
