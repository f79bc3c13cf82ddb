import type { Role } from '@annals/contracts';
import { EventStore } from '@annals/eventstore';
import { Memberships } from '@annals/platform';
import { Injectable } from '@nestjs/common';
import { organization } from './organization';
import { memberOfUser } from './people';

/** What a person may do, from the organization's own stream, at most 2 s old (history.md §3): guards never ask a view. */
@Injectable()
export class OrganizationMemberships extends Memberships {
  constructor(private readonly store: EventStore) {
    super();
  }

  async of(organizationId: string, userId: string): Promise<{ readonly personId: string; readonly roles: readonly Role[]; readonly revision: number } | undefined> {
    const { state, revision } = await this.store.state({ stream: organization, id: [organizationId] });
    const member = memberOfUser(state.people, userId);
    return member && { personId: member.personId, roles: member.roles, revision };
  }
}
