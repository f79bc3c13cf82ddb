import { hideableRole, peoplesPermissions, workspaceRole, type Permission } from '@annals/contracts';
import fc from 'fast-check';

/** Numbers that pick something of what there is when an act is tried. */
const number = fc.nat(1_000);
const some = fc.subarray([...peoplesPermissions]);
const often: Permission[] = [
  'invitations:manage',
  'members.roles:change',
  'roles.custom:manage',
  'members:suspend',
  'workspaces.members:assign',
];
/** Handing out and making roles are in many of them, or little would ever be allowed. */
const role = fc.tuple(some, fc.subarray(often)).map((parts) => [...new Set(parts.flat())]);
const policies = fc.record(
  {
    hiddenRoles: fc.subarray([...hideableRole.options], { maxLength: 2 }),
    customRoles: fc.boolean(),
    workspaceRoles: fc.boolean(),
    membersMayCreateWorkspaces: fc.boolean(),
    workspaceOwnersMayInvite: fc.boolean(),
    adminHasBilling: fc.boolean(),
    adminMayDelete: fc.boolean(),
    membersMayLeave: fc.boolean(),
  },
  { requiredKeys: [] },
);
const act = {
  by: number,
  whom: number,
  roles: fc.array(number, { minLength: 1, maxLength: 2 }),
  permissions: some,
  which: number,
  chooses: fc.boolean(),
  as: fc.constantFrom(...workspaceRole.options),
  places: fc.array(fc.tuple(number, fc.constantFrom(...workspaceRole.options)), { maxLength: 2 }),
  lines: fc.array(fc.array(number, { maxLength: 2 }), { minLength: 1, maxLength: 3 }),
  policies,
};

/** A random organization, and what is tried in it on some of these paths. */
export const graphOf = <Path extends string>(paths: readonly Path[], ...often: Path[]) =>
  fc.record({
    own: fc.array(role, { minLength: 2, maxLength: 4 }),
    holders: fc.array(
      fc.tuple(fc.array(number, { minLength: 1, maxLength: 3 }), fc.constantFrom(...workspaceRole.options)),
      { minLength: 4, maxLength: 5 },
    ),
    acts: fc.array(fc.record({ path: fc.constantFrom<Path[]>(...paths, ...often), ...act }), {
      minLength: 20,
      maxLength: 40,
    }),
  });
