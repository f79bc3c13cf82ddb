import { granted, type Role } from '@annals/contracts';
import { Memberships, type Membership } from '@annals/platform';
import { randomUUID } from 'node:crypto';

interface Someone extends Membership {
  readonly organizationId: string;
  readonly userId: string;
}

/** The neighbour that knows who belongs to an organization, as thin as it can be. */
export class SomeMembers extends Memberships {
  private readonly everybody: Someone[] = [];
  /** Done after the next time that somebody was looked up: what happens at the same moment as a command. */
  meanwhile: (() => void) | undefined;

  join(
    organizationId: string,
    roles: readonly Role[],
    { userId, personId }: Pick<Someone, 'userId' | 'personId'> = { userId: randomUUID(), personId: randomUUID() },
  ): Someone {
    const before = this.everybody.filter((each) => each.personId === personId).length;
    const joined = {
      organizationId,
      userId,
      personId,
      roles,
      granted: granted(roles),
      workspaces: new Map<string, string>(),
      membership: before + 1,
      revision: this.everybody.length,
    };
    this.everybody.unshift(joined);
    return joined;
  }

  change({ personId }: Someone, roles: readonly Role[]): void {
    const at = this.everybody.findIndex((each) => each.personId === personId);
    const found = this.everybody[at];
    if (found) this.everybody[at] = { ...found, roles, granted: granted(roles) };
  }

  /** Stays known, without any role, so that who comes back is a new member. */
  end(member: Someone): void {
    this.change(member, []);
  }

  async standing() {
    return { status: 'active' };
  }

  async of(organizationId: string, userId: string): Promise<Membership | undefined> {
    return this.find((each) => each.organizationId === organizationId && each.userId === userId);
  }

  async ofPerson(organizationId: string, personId: string): Promise<Membership | undefined> {
    return this.find((each) => each.organizationId === organizationId && each.personId === personId);
  }

  private find(matches: (each: Someone) => boolean): Membership | undefined {
    const found = this.everybody.find(matches);
    const { meanwhile } = this;
    this.meanwhile = undefined;
    meanwhile?.();
    return found && found.roles.length > 0 ? found : undefined;
  }
}
