import type { Instant } from '@annals/kernel';
import { ViewReader } from '@annals/views';
import { Injectable } from '@nestjs/common';
import { myOrganizations } from '../views/my-organizations/my-organizations.view';

export interface Belonging {
  readonly organizationId: string;
  readonly personId: string;
}

interface Asked {
  readonly userId: string;
  /** Who joined later was no member then. */
  readonly at: Instant;
  /** Of an event that the view has to know. */
  readonly minPosition: string;
}

const PAGE = 200;

/** The organizations that an account belongs to, and which person it is there. */
@Injectable()
export class OrganizationsOf {
  constructor(private readonly views: ViewReader) {}

  /** Some at a time, however many they are. @throws Refused READ_MODEL_BEHIND */
  async *member(asked: Asked): AsyncGenerator<Belonging> {
    for (let after: string | undefined; ;) {
      const found = await this.page(asked, after);
      yield* found.map((row) => ({ organizationId: row.organization_id, personId: row.person_id }));
      if (found.length < PAGE) return;
      after = found.at(-1)?.organization_id;
    }
  }

  /** Whether it belongs to any, suspended or not. @throws Refused READ_MODEL_BEHIND */
  async hasAny(userId: string, seen: { readonly minPosition?: string } = {}): Promise<boolean> {
    const found = await this.views.read(
      myOrganizations,
      { account: userId },
      (db) =>
        db.selectFrom('memberships').select('organization_id').where('account_id', '=', userId).executeTakeFirst(),
      seen,
    );
    return found !== undefined;
  }

  private page({ userId, at, minPosition }: Asked, after: string | undefined) {
    return this.views.read(
      myOrganizations,
      { account: userId },
      (db) =>
        db
          .selectFrom('memberships')
          .select(['organization_id', 'person_id'])
          .where('account_id', '=', userId)
          .where('joined_at', '<=', at)
          .$if(after !== undefined, (query) => query.where('organization_id', '>', after ?? ''))
          .orderBy('organization_id')
          .limit(PAGE)
          .execute(),
      { minPosition },
    );
  }
}
