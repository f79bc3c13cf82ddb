import {
  granted,
  isWord,
  peopleOnlyPermissions,
  peoplesPermissions,
  permission,
  personKeyMay,
  systemRole,
  systemRoles,
  type Permission,
  type Role,
} from '@annals/contracts';
import { Refused, someFacts } from '@annals/kernel';
import { scaled } from '@annals/testing';
import { someId } from '@annals/views';
import fc from 'fast-check';
import { keys } from '../../keys/keys';
import { organizationId } from '../../testing/examples';
import { issueApiKey } from './issue-api-key';

const GRAPHS = scaled(500, 10_000);
const OWN = [0, 1, 2].map((n) => someId(`own role ${n}`));
const some = fc.subarray([...peoplesPermissions], { maxLength: 8 });
/** Also what only bots may. */
const few = fc.subarray([...permission.options], { maxLength: 3 });
/** Roles of the organization's own, each with what it allows; keys are issued by many. */
const own = fc.tuple(...OWN.map(() => some.map((names): Permission[] => [...names, 'api_keys:manage'])));
const held = fc.uniqueArray(fc.constantFrom<Role>(...systemRole.options, ...OWN), { minLength: 1, maxLength: 3 });

/** What somebody with these roles may, by itself: a set of what each role says. */
const reference = (roles: readonly Role[], made: readonly Permission[][]): ReadonlySet<string> =>
  new Set(
    roles.flatMap((role) =>
      isWord(role) ? systemRoles[systemRole.parse(role)].permissions : (made[OWN.indexOf(role)] ?? []),
    ),
  );

describe('S15: what a key is given', () => {
  it(`is in ${GRAPHS} random organizations never more than who issues it may, nor later more than whose it is`, () => {
    const done = { issued: 0, refused: 0 };
    fc.assert(
      fc.property(own, held, held, few, (made, roles, later, asked) => {
        const grants = (of: readonly Role[]) => granted(of, (role) => made[OWN.indexOf(role)]);
        const ought = reference(roles, made);
        const mayIssue =
          ought.has('api_keys:manage') &&
          asked.every((name) => ought.has(name) && !peopleOnlyPermissions.includes(name));
        const issuer = { personId: someId('issuer'), membership: 1, may: new Set(grants(roles).keys()) };
        const command = { organizationId, name: 'Service', expiresInDays: 1, permissions: asked, issuer };
        const given = issuedBy(command);
        expect({ roles, made, asked, issued: given !== undefined }).toEqual({ roles, made, asked, issued: mayIssue });
        if (given === undefined) return void (done.refused += 1);
        done.issued += 1;
        expect([...given].sort()).toEqual([...asked].sort());
        // whoever lost a role afterwards takes it from their keys, too
        const now = reference(later, made);
        expect([...personKeyMay(given, grants(later)).keys()].sort()).toEqual(
          asked.filter((name) => now.has(name)).sort(),
        );
      }),
      { numRuns: GRAPHS },
    );
    expect(Math.min(done.issued, done.refused)).toBeGreaterThan(GRAPHS / 20);
  });
});

/** The permissions of the key that is issued; undefined where it is refused. */
function issuedBy(command: Parameters<typeof issueApiKey>[1]): readonly string[] | undefined {
  try {
    const [issued] = issueApiKey(keys.initial(), command, someFacts);
    return issued?.type === 'ApiKeyIssued' ? issued.data.permissions : undefined;
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}
