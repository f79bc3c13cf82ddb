import {
  refused,
  roleThere,
  workspacePermissionsOf,
  type AskedOf,
  type Permission,
  type Role,
  type routes,
} from '@annals/contracts';
import { workspacesWith, type QueryContext } from '@annals/platform';
import { inWorkspaces, type TablesOf, type ViewDb } from '@annals/views';
import { heldSince, type Giving } from './access';
import type { people } from './people.view';
import type { RolesNow } from './roles-now';

type Tables = TablesOf<typeof people>;
type Db = ViewDb<typeof people>;

/** A person, with what the view has of them and of one workspace. */
export interface Placed {
  readonly personId: string;
  /** In the organization, now. */
  readonly roles: readonly Role[];
  readonly history: readonly Tables['role_history'][];
  /** How they came to what they were added as; also of an earlier membership, which counts for nothing. */
  readonly added: Pick<Tables['workspace_members'], 'role' | keyof Giving> | undefined;
  /** The policy: without it, what somebody was added as allows nothing. */
  readonly workspaceRoles: boolean;
}

/** What somebody is in a workspace, since which event, and whether that allows it. */
export interface AccessThere {
  readonly role: string | null;
  readonly inheritedFrom: Role | null;
  readonly given: Giving | null;
  readonly allows: boolean;
}

/** Why somebody may something in a workspace by what they are there (E4). */
export function accessThere(placed: Placed, permission: Permission): AccessThere {
  const { personId, roles, history, workspaceRoles } = placed;
  const joined = history.findLast(({ person_id: id, type }) => id === personId && type === 'MemberAdded');
  const added = placed.added && placed.added.sequence > (joined?.sequence ?? 0) ? placed.added : undefined;
  const there = roleThere(roles, added?.role ?? null);
  if (!there) return { role: null, inheritedFrom: null, given: null, allows: false };
  const { role, inheritedFrom } = there;
  const given = inheritedFrom === null ? added : heldSince(history, personId).get(inheritedFrom);
  const counts = inheritedFrom !== null || workspaceRoles;
  const allows = counts && workspacePermissionsOf(role).includes(permission);
  return { role, inheritedFrom, given: saidOf(given), allows };
}

const saidOf = (given: Giving | undefined): Giving | null =>
  given ? { type: given.type, sequence: given.sequence, revision: given.revision, at: given.at } : null;

type Asked = AskedOf<typeof routes.organization.explainAccess>;
type Person = Omit<Placed, 'added' | 'workspaceRoles'> & { readonly known: RolesNow; readonly context: QueryContext };

/** What who asks does not see does not exist (A6). @throws Refused WORKSPACE_NOT_FOUND */
export async function mustSeeWorkspace(
  db: Db,
  { organizationId, workspace }: Pick<Asked, 'organizationId' | 'workspace'>,
  context: QueryContext,
): Promise<void> {
  if (workspace === undefined) return;
  const found = await db
    .selectFrom('workspaces')
    .select('workspace_id')
    .where('organization_id', '=', organizationId)
    .where('workspace_id', '=', workspace)
    .where(inWorkspaces('workspace_id', workspacesWith(context, 'workspaces:list_all')))
    .executeTakeFirst();
  if (!found) throw refused('WORKSPACE_NOT_FOUND');
}

/**
 * What somebody is in the workspace that was asked about; null where none was. @throws Refused WORKSPACE_NOT_FOUND
 */
export async function thereOf(db: Db, asked: Asked, { known, context, ...person }: Person) {
  const { organizationId, permission, workspace: workspaceId } = asked;
  await mustSeeWorkspace(db, asked, context);
  if (workspaceId === undefined) return null;
  const added = await db
    .selectFrom('workspace_members')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('workspace_id', '=', workspaceId)
    .where('person_id', '=', person.personId)
    .executeTakeFirst();
  const { workspaceRoles } = known.decided.policies.inForce;
  return { workspaceId, ...accessThere({ ...person, added, workspaceRoles }, permission) };
}
