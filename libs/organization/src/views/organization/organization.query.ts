import {
  blockedBy,
  FORMER_SLUGS,
  refused,
  routes,
  STATUS_CHANGES,
  type AnswerOf,
  type AskedOf,
} from '@annals/contracts';
import { parseActor } from '@annals/kernel';
import { mayReadMembers, nowFor, query, type QueryContext, serve } from '@annals/platform';
import type { ViewDb } from '@annals/views';
import { formerSlugs } from './former-slugs';
import { organizationCard } from './organization.view';

type Route = typeof routes.organization.getOrganization;

/** The card of one organization: whole for who may see people (W15). */
async function getOrganization(
  db: ViewDb<typeof organizationCard>,
  { organizationId }: AskedOf<Route>,
  context: QueryContext,
): Promise<AnswerOf<Route>> {
  const row = await db
    .selectFrom('organizations')
    .leftJoin('renames', 'renames.organization_id', 'organizations.organization_id')
    .selectAll('organizations')
    .select('renames.n')
    .where('organizations.organization_id', '=', organizationId)
    .executeTakeFirst();
  if (!row) throw refused('READ_MODEL_BEHIND'); // the guard saw the organization, so the view has not got to it yet
  const statuses = await db
    .selectFrom('statuses')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .orderBy('sequence', 'desc')
    .limit(STATUS_CHANGES)
    .execute();
  const slugs = await db
    .selectFrom('slugs')
    .select(['slug', 'former_until'])
    .where('organization_id', '=', organizationId)
    .orderBy('sequence', 'desc')
    .limit(FORMER_SLUGS + 1)
    .execute();
  const card = {
    organizationId,
    slug: slugs[0]?.slug ?? null,
    formerSlugs: formerSlugs(slugs, nowFor(context)),
    statusChanges: statuses.map((each) => ({ sequence: each.sequence, ...standingIn(each) })),
    name: row.name ?? '[erased]',
    logo: row.logo,
    createdAt: row.created_at,
    renamed: row.n ?? 0,
    lastRenamedAt: row.last_renamed_at,
    country: row.country,
    timeZone: row.time_zone,
    language: row.language,
    status: { ...standingIn(row), purgeAt: row.purge_at, blocks: blockedBy(row.status) },
  };
  return mayReadMembers(context) ? card : forStrangers(card);
}

/** Without what happened to it, who did that and why. */
const forStrangers = (card: AnswerOf<Route>): AnswerOf<Route> => ({
  ...card,
  formerSlugs: [],
  statusChanges: [],
  renamed: null,
  lastRenamedAt: null,
  country: null,
  status: { ...card.status, by: null, suspendedBy: null, reason: null },
});

interface StandingRow {
  readonly status: string;
  readonly status_since: string;
  readonly status_by: string;
  readonly status_reason: string | null;
  readonly suspended_by: string | null;
}

const standingIn = (row: StandingRow) => ({
  status: row.status,
  since: row.status_since,
  by: parseActor(row.status_by),
  suspendedBy: row.suspended_by,
  reason: row.status_reason,
});

export const GetOrganization = query('GetOrganization', organizationCard, getOrganization);

export const GetOrganizationController = serve(routes.organization.getOrganization, GetOrganization);
