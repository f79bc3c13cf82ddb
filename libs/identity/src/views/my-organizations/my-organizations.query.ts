import { refused, type Me } from '@annals/contracts';
import { ViewReader, type ReadOptions, type ReadRow } from '@annals/views';
import { Injectable } from '@nestjs/common';
import { myOrganizations } from './my-organizations.view';

type Membership = ReadRow<(typeof myOrganizations)['tables']['memberships']['columns']>;
type Listed = Me['organizations'][number];

/** What a name reads as once the organization's key is gone. */
const ERASED = '[erased]';

/**
 * Row-level security shows an account its memberships, and the inside of an organization only in its own scope: one
 * small read for each.
 */
@Injectable()
export class MyOrganizations {
  constructor(private readonly views: ViewReader) {}

  async of(userId: string, options: ReadOptions): Promise<Me> {
    const { profile, memberships } = await this.views.read(
      myOrganizations,
      { account: userId },
      async (db) => ({
        profile: await db
          .selectFrom('profiles')
          .select(['email', 'alias'])
          .where('account_id', '=', userId)
          .executeTakeFirst(),
        memberships: await db
          .selectFrom('memberships')
          .selectAll()
          .where('account_id', '=', userId)
          .orderBy('joined_at')
          .orderBy('organization_id')
          .execute(),
      }),
      options,
    );
    // A session is older than what the view has seen: that is not the same as an erased person.
    if (!profile) throw refused('READ_MODEL_BEHIND', { view: myOrganizations.name });
    return {
      userId,
      ...profile,
      organizations: await Promise.all(memberships.map((membership) => this.listed(membership))),
    };
  }

  private listed({
    organization_id: organizationId,
    person_id: personId,
    roles,
    joined_at: joinedAt,
  }: Membership): Promise<Listed> {
    return this.views.read(myOrganizations, { organization: organizationId }, async (db) => {
      const inside = await db
        .selectFrom('organizations')
        .leftJoin('sizes', 'sizes.organization_id', 'organizations.organization_id')
        .select(['organizations.name', 'sizes.members', 'sizes.bots'])
        .where('organizations.organization_id', '=', organizationId)
        .executeTakeFirst();
      return {
        organizationId,
        personId,
        name: inside?.name ?? ERASED,
        roles: [...roles],
        members: inside?.members ?? 0,
        bots: inside?.bots ?? 0,
        joinedAt,
      };
    });
  }
}
