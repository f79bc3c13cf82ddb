import { peoplesPermissions, type Permission } from '@annals/contracts';
import { allowedTo, AppGrants, heldAt, Memberships, type Membership, type Place } from '@annals/platform';
import { Injectable } from '@nestjs/common';
import type { Owner } from '../fleet/fleet';

const STARTS: Permission = 'runs:start';

/**
 * The one place that says whether somebody who is not at the other end of a request may start runs of a bot: by a role,
 * by what they are in its workspace, or by what they have with it.
 */
@Injectable()
export class MayStart {
  constructor(
    private readonly memberships: Memberships,
    private readonly appGrants: AppGrants,
  ) {}

  /** Now, in that membership of theirs. A no is never given from what is cached. */
  async of(organizationId: string, who: Owner, bot: Place): Promise<'yes' | 'no' | 'no member'> {
    let found: Membership | undefined;
    for (const fresh of [false, true]) {
      const member = await this.memberships.ofPerson(organizationId, who.personId, { fresh });
      found = member?.membership === who.membership ? member : undefined;
      if (found && (await this.here(organizationId, found, bot, fresh)).has(STARTS)) return 'yes';
    }
    return found ? 'no' : 'no member';
  }

  /** Somebody in the membership that they are in this moment, and whether they may; undefined of who is no member. */
  async now(organizationId: string, personId: string, bot: Place): Promise<(Owner & { may: boolean }) | undefined> {
    const member = await this.memberships.ofPerson(organizationId, personId, { fresh: true });
    if (!member) return undefined;
    const may = (await this.here(organizationId, member, bot, true)).has(STARTS);
    return { personId, membership: member.membership, may };
  }

  /** Whether one person may all that another one may where a bot is, as it is this moment. */
  async holdsAllOf(organizationId: string, [one, other]: readonly [Owner, Owner], bot: Place): Promise<boolean> {
    const [theirs, others] = await Promise.all([one, other].map((who) => this.allOf(organizationId, who, bot)));
    return [...(others ?? [])].every((name) => theirs?.has(name));
  }

  private async allOf(organizationId: string, who: Owner, bot: Place): Promise<ReadonlySet<Permission>> {
    const member = await this.memberships.ofPerson(organizationId, who.personId, { fresh: true });
    return member?.membership === who.membership ? this.here(organizationId, member, bot, true) : new Set();
  }

  private async here(
    organizationId: string,
    member: Membership,
    { workspaceId, botId }: Place,
    fresh: boolean,
  ): Promise<ReadonlySet<Permission>> {
    const allowed = allowedTo(member, await this.appGrants.of(organizationId, member, { fresh }));
    return new Set(peoplesPermissions.filter((name) => heldAt(allowed, name, { workspaceId, botId }) !== undefined));
  }
}
