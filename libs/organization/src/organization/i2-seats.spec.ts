import type { OrganizationEvent } from '@annals/contracts';
import { plus, type Decide } from '@annals/kernel';
import { scaled } from '@annals/testing';
import fc from 'fast-check';
import { changePolicies } from '../commands/change-policies/change-policies';
import { setSeatLimit } from '../commands/set-seat-limit/set-seat-limit';
import { nothing, Both, type Path } from '../testing/both';
import { graphOf } from '../testing/some-graph';
import { invitationPaths } from '../testing/paths-of-invitations';
import { peoplePaths } from '../testing/paths-of-people';
import { rolePaths } from '../testing/paths-of-roles';
import { olga, organizationId } from '../testing/some-organization';
import type { Organization } from './organization';
import { seatsTaken } from './seating';

const ORGANIZATIONS = scaled(200, 10_000);

/** What Olga says, who owns the organization as long as she does. */
function says<C>(both: Both, decide: Decide<Organization, C, OrganizationEvent>, command: C): ReturnType<Path> {
  return { expected: true, events: both.try(decide, command, { by: olga.personId }), passedOn: 0n, apply: nothing };
}
const limit: Path = (both, { which }) => says(both, setSeatLimit, { organizationId, limit: 5 + (which % 5) });
const externals: Path = (both, { chooses }) =>
  says(both, changePolicies, { organizationId, externalsTakeSeats: chooses });
const wait: Path = (both) => {
  both.now = plus(both.now, { days: 3 });
  return { expected: true, events: [], passedOn: 0n, apply: nothing };
};

const paths = { ...invitationPaths, ...peoplePaths, ...rolePaths, limit, externals, wait } satisfies Record<
  string,
  Path
>;
const names = Object.keys(paths) as (keyof typeof paths)[];
const graph = graphOf(names, 'limit', 'externals', 'invite', 'accept', 'join', 'reinstate');

/** Who really has a seat, told apart from the rules. */
const active = ({ state }: Both): number =>
  [...state.people.members.values()].filter(
    ({ suspended, roles }) => !suspended && (state.policies.inForce.externalsTakeSeats || roles.join() !== 'external'),
  ).length;

describe('I-2: whatever people do, in whatever order and however late', () => {
  it(`members and invitations never have more seats than there are, in ${ORGANIZATIONS} organizations`, () => {
    let full = 0;
    fc.assert(
      fc.property(graph, ({ own, holders, acts }) => {
        const both = new Both(own, holders);
        for (const act of acts) {
          const { events, apply } = paths[act.path](both, act);
          if (events === undefined) continue;
          both.add(events);
          apply();
          const seats = both.state.seats.limit ?? Infinity;
          const { used, pending } = seatsTaken(both.state, both.now);
          expect({ act, used, fits: used + pending <= seats }).toEqual({ act, used: active(both), fits: true });
          if (used + pending === seats) full += 1;
        }
      }),
      { numRuns: ORGANIZATIONS },
    );
    // they were often full, or nothing was tried
    expect(full).toBeGreaterThan(ORGANIZATIONS / 2);
  });
});
