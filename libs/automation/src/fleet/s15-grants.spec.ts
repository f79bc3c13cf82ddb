import {
  appGrantExpired,
  appGrantRevoked,
  appShared,
  botReassigned,
  botRegistered,
  granted,
  grantLevel,
  peoplesPermissions,
  permissionsOfGrant,
  systemRole,
  workspacePermissionsOf,
  workspaceRole,
  type FleetEvent,
  type GrantLevel,
  type Permission,
} from '@annals/contracts';
import { fold, plus, Refused, someFacts, type Frozen } from '@annals/kernel';
import { allowedTo, heldAt, type Membership } from '@annals/platform';
import { scaled } from '@annals/testing';
import fc from 'fast-check';
import { shareApp } from '../commands/share-app/share-app';
import { fleet, type Fleet } from './fleet';
import { sharedWith } from './fleet-grants.service';

const RUNS = scaled(300, 10_000);
const now = someFacts.now;
const id = (kind: number, n: number) => `5a${kind}00000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const [bots, people, workspaces] = [1, 2, 3].map((kind) => [0, 1, 2].map((n) => id(kind, n))) as [
  string[],
  string[],
  string[],
];
const some = <T>(of: readonly T[]) => fc.constantFrom(...of);
const owner = fc.record({ personId: some(people), membership: fc.constantFrom(1, 2) });
const ends = fc.constantFrom(undefined, plus(now, { hours: -1 }), now, plus(now, { hours: 1 }), plus(now, { days: 1 }));

/** What happened, the grants in the order of their ids. */
const act = fc.oneof(
  fc.record({
    type: fc.constant('share' as const),
    bot: some(bots),
    to: owner,
    level: some(grantLevel.options),
    until: ends,
    under: fc.option(owner, { nil: undefined }),
  }),
  fc.record({ type: fc.constantFrom('revoke' as const, 'expire' as const), nth: fc.nat(12) }),
  fc.record({ type: fc.constant('own' as const), bot: some(bots), to: fc.option(owner, { nil: undefined }) }),
);
const member = fc.record({
  who: owner,
  roles: fc.subarray(systemRole.options, { minLength: 1 }),
  places: fc.array(fc.tuple(some(workspaces), some(workspaceRole.options)), { maxLength: 2 }),
});
type Somebody = typeof member extends fc.Arbitrary<infer T> ? T : never;
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

const workspaceOf = (botId: string): string => workspaces[bots.indexOf(botId)] ?? '';
const registered = bots.map((botId) =>
  botRegistered({ botId, workspaceId: workspaceOf(botId), kind: 'rpa' }, { name: 'x' }),
);

interface Given {
  readonly botId: string;
  readonly personId: string;
  readonly membership: number;
  readonly level: GrantLevel;
  readonly until: string | undefined;
  readonly under: Somebody['who'] | undefined;
}

/** The reference keeps a list and looks through it: nothing of the slices. */
function lived(acts: readonly Act[]): { events: FleetEvent[]; grants: Given[]; owners: Map<string, object> } {
  const events: FleetEvent[] = [...registered];
  let grants: (Given & { readonly nth: number })[] = [];
  const owners = new Map<string, object>();
  acts.forEach((each, nth) => {
    if (each.type === 'own') {
      events.push(botReassigned({ botId: each.bot, ...(each.to ? { ownedBy: each.to } : {}) }));
      owners.set(each.bot, each.to ?? {});
    } else if (each.type === 'share') {
      const { bot: botId, to, level, until, under } = each;
      grants = grants.filter((one) => one.botId !== botId || one.personId !== to.personId);
      grants.push({ nth, botId, ...to, level, until, under });
      const said = { ...(until === undefined ? {} : { until }), ...(under === undefined ? {} : { under }) };
      events.push(appShared({ grantId: id(4, nth), botId, to, level, ...said }));
    } else {
      const gone = grants.find((one) => one.nth === each.nth);
      if (!gone) return;
      const said = { grantId: id(4, gone.nth), botId: gone.botId, personId: gone.personId };
      events.push(each.type === 'revoke' ? appGrantRevoked(said) : appGrantExpired(said));
      grants = grants.filter((one) => one !== gone);
    }
  });
  return { events, grants, owners };
}

const isExternal = ({ roles }: Somebody) => roles.every((role) => role === 'external');
const placesOf = ({ places }: Somebody) => new Map(places);

/** Given by a role, or by somebody whose own grant stands and is as high: followed by recursion, at most so deep. */
function standsIn(grants: readonly Given[], one: Given, depth = 0): boolean {
  if (depth > grants.length || (one.until !== undefined && one.until <= now)) return false;
  const { under } = one;
  if (!under) return true;
  const above = grants.find(
    (each) => each.botId === one.botId && each.personId === under.personId && each.membership === under.membership,
  );
  const order = ['run', 'edit', 'manage'];
  return (
    above !== undefined && order.indexOf(above.level) >= order.indexOf(one.level) && standsIn(grants, above, depth + 1)
  );
}

/** Whether somebody may something with a bot, by looking through everything. */
function may(
  one: Somebody,
  permission: Permission,
  botId: string,
  { grants, owners }: ReturnType<typeof lived>,
): boolean {
  const byRole = (name: Permission) =>
    one.roles.some((role) => granted([role]).has(name)) ||
    workspacePermissionsOf(placesOf(one).get(workspaceOf(botId)) ?? '').includes(name);
  const mine = grants.find(
    (each) =>
      each.botId === botId &&
      each.personId === one.who.personId &&
      each.membership === one.who.membership &&
      standsIn(grants, each),
  );
  const owns =
    JSON.stringify(owners.get(botId)) === JSON.stringify(one.who) && (byRole('bots:read') || mine !== undefined);
  const level = owns ? 'owner' : mine?.level;
  return byRole(permission) || (level !== undefined && permissionsOfGrant(level, one.roles).includes(permission));
}

const membershipOf = (one: Somebody): Membership => ({
  ...one.who,
  roles: one.roles,
  granted: granted(one.roles),
  workspaces: placesOf(one),
  revision: 7,
});
const allowed = (state: Frozen<Fleet>, one: Somebody) =>
  allowedTo(membershipOf(one), { ...sharedWith(state, one.who, now), revision: 3 });

describe('S15: who may what with single bots', () => {
  it(`X6: in ${RUNS} random fleets the guard says of every permission and bot what the reference says`, () => {
    let byGrant = 0;
    fc.assert(
      fc.property(fc.array(act, { maxLength: 14 }), member, (acts, one) => {
        const reference = lived(acts);
        const held = allowed(fold(fleet, reference.events), one);
        const differ: string[] = [];
        for (const botId of bots)
          for (const permission of peoplesPermissions) {
            const grants = heldAt(held, permission, { workspaceId: workspaceOf(botId), botId });
            if (grants?.startsWith('app:') === true) byGrant += 1;
            if ((grants !== undefined) !== may(one, permission, botId, reference))
              differ.push(`${botId} ${permission}`);
          }
        expect(differ).toEqual([]);
      }),
      { numRuns: RUNS },
    );
    expect(byGrant).toBeGreaterThan(0);
  });

  it('W2: whoever shares a bot may all that they share, and an external never manages', () => {
    let shared = 0;
    fc.assert(
      fc.property(fc.array(act, { maxLength: 14 }), member, member, some(grantLevel.options), (acts, by, to, level) => {
        const reference = lived(acts);
        const state = fold(fleet, reference.events) as Frozen<Fleet>;
        const { permissions, workspaces: places } = allowed(state, by);
        const granter = { who: by.who, everywhere: permissions, workspaces: places };
        const asked = {
          organizationId: 'o',
          botId: bots[0] ?? '',
          to: to.who,
          isExternal: isExternal(to),
          level,
          granter,
        };
        try {
          if (shareApp(state, asked, someFacts).length === 0) return;
        } catch (error) {
          if (error instanceof Refused) return;
          throw error;
        }
        shared += 1;
        const ofLevel = permissionsOfGrant(level, []);
        // By what one owns: no more than who owns it may, whoever they are.
        const lacks = ofLevel.filter(
          (name) => !may({ ...by, roles: [...by.roles, 'member'] }, name, asked.botId, reference),
        );
        expect({ level, lacks, manages: isExternal(to) && level === 'manage' }).toEqual({
          level,
          lacks: [],
          manages: false,
        });
      }),
      { numRuns: RUNS },
    );
    expect(shared).toBeGreaterThan(RUNS / 20);
  });
});
