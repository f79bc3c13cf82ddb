import {
  granted,
  type KeyHolder,
  type Permission,
  permissions,
  personKeyPermissions,
  systemRole,
  type SystemRole,
} from '@annals/contracts';
import fc from 'fast-check';
import { AppGrants, Memberships, type SharedBots, type Membership, type Principal } from '../ports';
import { allowedIn } from './allowed';

const organizationId = '0b5f3a52-3c0e-4d6a-9a51-6f2a3f1c0002';
const personId = '0b5f3a52-3c0e-4d6a-9a51-6f2a3f1c0001';
const all = Object.keys(permissions) as Permission[];

/** One person of one organization, as they are at the moment. */
class Nothing extends AppGrants {
  async of(): Promise<SharedBots> {
    return { granted: [], owned: [], revision: 0 };
  }
}

class One extends Memberships {
  readonly memberships = this;
  readonly appGrants = new Nothing();

  constructor(private readonly member: Membership | undefined) {
    super();
  }

  async standing() {
    return { status: 'active' };
  }

  async of(): Promise<Membership | undefined> {
    return this.member;
  }

  async ofPerson(organization: string, person: string): Promise<Membership | undefined> {
    return organization === organizationId && person === personId ? this.member : undefined;
  }
}

const keyOf = (holder: KeyHolder, given: readonly Permission[] = all): Principal => ({
  kind: 'key',
  id: 'key',
  actor: 'key:key',
  key: { organizationId, holder, permissions: given },
});
const ofPerson = (membership = 1): KeyHolder => ({ kind: 'person', id: personId, membership });
const member = (roles: readonly SystemRole[], membership = 1): Membership => ({
  personId,
  roles,
  granted: granted(roles),
  workspaces: new Map(),
  membership,
  revision: 7,
});

type Change = 'removed' | 'back' | readonly SystemRole[];
const roles = fc.uniqueArray(fc.constantFrom(...systemRole.options), { minLength: 1 });
const change = fc.oneof(fc.constantFrom<Change>('removed', 'back'), roles);

function after(
  before: Membership,
  { isMember }: { isMember: boolean },
  changed: Change,
): { member: Membership; isMember: boolean } {
  if (changed === 'removed') return { member: before, isMember: false };
  if (changed === 'back')
    return isMember
      ? { member: before, isMember }
      : { member: { ...before, membership: before.membership + 1 }, isMember: true };
  return { member: { ...before, roles: changed, granted: granted(changed) }, isMember };
}

describe('what somebody may do in an organization', () => {
  it('B1: a key may never more than it was given and its holder may now, and nothing once that membership ended', () =>
    fc.assert(
      fc.asyncProperty(fc.subarray(all), roles, fc.array(change, { maxLength: 8 }), async (given, first, changes) => {
        let now = { member: member(first), isMember: true };
        for (const each of changes) now = after(now.member, now, each);
        const asked = allowedIn(
          new One(now.isMember ? now.member : undefined),
          organizationId,
          keyOf(ofPerson(), given),
        );
        if (!now.isMember || now.member.membership > 1)
          return expect(asked).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
        const { permissions: may } = await asked;
        const theirs = granted(now.member.roles);
        expect([...may].sort()).toEqual(
          given.filter((name) => theirs.has(name) && personKeyPermissions.includes(name)).sort(),
        );
      }),
    ));

  it('B1: what allowed a key is the role of whose it is', async () => {
    const {
      permissions: may,
      grantsOf,
      member: somebody,
    } = await allowedIn(new One(member(['admin', 'auditor'])), organizationId, keyOf(ofPerson()));
    expect([grantsOf('bots:read'), grantsOf('bots:create'), may.has('api_keys:manage'), somebody]).toEqual([
      'admin,auditor@7',
      'admin@7',
      false,
      undefined,
    ]);
  });

  it("B1: a bot's key may what bots may, whoever came or went, and nothing else that was put on it", async () => {
    const { permissions: may, grantsOf } = await allowedIn(
      new One(undefined),
      organizationId,
      keyOf({ kind: 'bot', id: personId }),
    );
    expect([[...may].sort(), grantsOf('runs:report')]).toEqual([
      ['bots:heartbeat', 'knowledge:search', 'runs:report'],
      'key',
    ]);
  });

  it('B1: nobody stands behind a holder of another kind, so its key may nothing', () =>
    expect(
      allowedIn(new One(member(['owner'])), organizationId, keyOf({ kind: 'service', id: personId, membership: 1 })),
    ).rejects.toMatchObject({ code: 'UNAUTHENTICATED' }));

  it('of another organization there is nothing to see', async () => {
    const elsewhere = '0b5f3a52-3c0e-4d6a-9a51-6f2a3f1c0009';
    await expect(allowedIn(new One(member(['owner'])), elsewhere, keyOf(ofPerson()))).rejects.toMatchObject({
      code: 'ORG_NOT_FOUND',
    });
    await expect(
      allowedIn(new One(undefined), organizationId, { kind: 'user', id: 'u', actor: 'user:u' }),
    ).rejects.toMatchObject({ code: 'ORG_NOT_FOUND' });
  });
});
