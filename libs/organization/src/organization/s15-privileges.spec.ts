import { scaled } from '@annals/testing';
import fc from 'fast-check';
import { Both, type Act, type Path } from '../testing/both';
import { graphOf } from '../testing/some-graph';
import { invitationPaths } from '../testing/paths-of-invitations';
import { peoplePaths } from '../testing/paths-of-people';
import { rolePaths } from '../testing/paths-of-roles';
import { workspacePaths } from '../testing/paths-of-workspaces';

const GRAPHS = scaled(500, 10_000);
/** Every way on which somebody may or gets to do something that they could not before. */
const paths = { ...invitationPaths, ...peoplePaths, ...rolePaths, ...workspacePaths } satisfies Record<string, Path>;
type PathName = keyof typeof paths;
const names = Object.keys(paths) as PathName[];

/** What nobody offered nobody takes, and what is beside the roles of the organization is much: these come more often. */
const graph = graphOf(names, 'addHere', 'changeHere', 'offer', 'offer');

const ofAll = <T>(both: Both, what: (personId: string) => T): Record<string, T> =>
  Object.fromEntries([...both.reference.members.keys()].map((personId) => [personId, what(personId)]));
const plain = (workspaces: Iterable<readonly [string, ReadonlyMap<string, string>]>) =>
  Object.fromEntries([...workspaces].map(([workspaceId, members]) => [workspaceId, Object.fromEntries(members)]));

/** Tries an act on both sides, which have to agree on it and on all that is true afterwards; says whether it was done. */
function agree(both: Both, tried: Act<PathName>): boolean {
  const { reference, state } = both;
  const before = ofAll(both, reference.bits);
  const { expected, events, passedOn, apply, same: [said, ought] = [] } = paths[tried.path](both, tried);
  expect({ tried, allowed: events !== undefined }).toEqual({ tried, allowed: expected });
  if (events === undefined) return false;
  expect({ tried, said }).toEqual({ tried, said: ought });
  both.add(events);
  apply();
  const after = ofAll(both, reference.bits);
  expect({ tried, now: ofAll(both, both.bits) }).toEqual({ tried, now: after });
  const places = [...state.workspaces.all].map(([id, { members }]) => [id, members] as const);
  expect({ tried, places: plain(places) }).toEqual({ tried, places: plain(reference.workspaces.members) });
  // nobody has more than before but by what whoever stands behind it may pass on
  const gained = Object.entries(after).filter(([id, now]) => (now & ~(before[id] ?? 0n) & ~passedOn) !== 0n);
  expect({ tried, gained }).toEqual({ tried, gained: [] });
  expect([...reference.members.keys()].some((personId) => reference.active(personId).has('owner'))).toBe(true);
  return true;
}

describe('S15: who may give whom what', () => {
  it(`W2: is in ${GRAPHS} random organizations, on every path, what the reference says: 0 differences`, () => {
    const allowed = new Map<string, number>();
    fc.assert(
      fc.property(graph, ({ own, holders, acts }) => {
        const both = new Both(own, holders);
        for (const each of acts) if (agree(both, each)) allowed.set(each.path, (allowed.get(each.path) ?? 0) + 1);
      }),
      { numRuns: GRAPHS },
    );
    // every path was gone to its end, many times
    expect(names.filter((name) => (allowed.get(name) ?? 0) <= GRAPHS / 100)).toEqual([]);
  });
});
