import { Invitation, type Role } from '@annals/contracts';
import type { Instant } from '@annals/kernel';
import { ViewReader, type TablesOf } from '@annals/views';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import { cursorOf, rowOf } from './page-cursor';
import { people } from './people.view';

type Tables = TablesOf<typeof people>;

interface InvitationsRequest {
  readonly organizationId: string;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

type Status = z.output<typeof Invitation>['status'];

interface InvitationsPage {
  readonly items: readonly {
    invitationId: string;
    email: string | null;
    roles: readonly Role[];
    status: Status;
    invitedBy: string;
    invitedByAlias: string | null;
    invitedAt: string;
    expiresAt: string;
    mailedAt: string | null;
  }[];
  readonly next: string | null;
  /** How many can still be accepted, on all pages. */
  readonly open: number;
}

/** Invitations, open and closed, newest first. */
export class ListInvitationsQuery extends Query<InvitationsPage> {
  constructor(
    readonly asked: InvitationsRequest,
    readonly minPosition?: string,
  ) {
    super();
  }
}

@QueryHandler(ListInvitationsQuery)
export class ListInvitationsHandler implements IQueryHandler<ListInvitationsQuery> {
  constructor(private readonly views: ViewReader) {}

  execute({ asked, minPosition }: ListInvitationsQuery): Promise<InvitationsPage> {
    return this.views.read(
      people,
      { organization: asked.organizationId },
      (db) => listInvitations(db, asked),
      minPosition === undefined ? {} : { minPosition },
    );
  }
}

async function listInvitations(
  db: Kysely<Tables>,
  { organizationId, limit, cursor }: InvitationsRequest,
): Promise<InvitationsPage> {
  const before = cursor === undefined ? undefined : rowOf(cursor);
  let page = db
    .selectFrom('invitations')
    .leftJoin('members', (join) =>
      join
        .onRef('members.organization_id', '=', 'invitations.organization_id')
        .onRef('members.person_id', '=', 'invitations.invited_by'),
    )
    .select([
      'invitations.invitation_id',
      'invitations.email',
      'invitations.roles',
      'invitations.status',
      'invitations.invited_by',
      'members.alias',
      'invitations.invited_at',
      'invitations.expires_at',
      'invitations.mailed_at',
    ])
    .where('invitations.organization_id', '=', organizationId)
    .orderBy('invitations.invited_at', 'desc')
    .orderBy('invitations.invitation_id', 'desc')
    .limit(limit + 1);
  if (before)
    page = page.where((row) =>
      row(row.refTuple('invitations.invited_at', 'invitations.invitation_id'), '<', row.tuple(before.at, before.id)),
    );
  const now = new Date().toISOString();
  const found = await page.execute();
  const open = await db
    .selectFrom('invitations')
    .select(({ fn }) => fn.countAll().as('n'))
    .where('organization_id', '=', organizationId)
    .where('status', '=', 'open')
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow();
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => ({
      invitationId: row.invitation_id,
      email: row.email,
      roles: row.roles,
      status: statusOf(row, now),
      invitedBy: row.invited_by,
      invitedByAlias: row.alias,
      invitedAt: row.invited_at,
      expiresAt: row.expires_at,
      mailedAt: row.mailed_at,
    })),
    open: Number(open.n),
    next: found.length > shown.length && last ? cursorOf({ at: last.invited_at, id: last.invitation_id }) : null,
  };
}

/** No event says that time ran out: an open one is expired from the instant on that it was given. */
const statusOf = ({ status, expires_at }: Pick<Tables['invitations'], 'status' | 'expires_at'>, now: Instant): Status =>
  Invitation.shape.status.parse(status === 'open' && expires_at <= now ? 'expired' : status);
