import { compareNames, type AnswerOf, type routes } from '@annals/contracts';
import { workspacesWith, type QueryContext } from '@annals/platform';
import { inWorkspaces, type ViewDb } from '@annals/views';
import { sql } from 'kysely';
import type { people } from './people.view';
import type { RolesNow } from './roles-now';

type Places = AnswerOf<typeof routes.organization.listMembers>['items'][number]['workspaces'];
interface Place {
  readonly workspaceId: string;
  readonly role: string;
}
/** Names what somebody is in which workspace: those that there are, and that who asks may see, by name. */
export type NamePlaces = (places: readonly Place[]) => Places;

/** Who asks, and in which organization. */
interface Asking {
  readonly organizationId: string;
  readonly known: RolesNow;
  readonly context: QueryContext;
}

/** Where workspaces have roles of their own; nowhere without that policy. */
export async function placesNamed(
  db: ViewDb<typeof people>,
  { organizationId, known, context }: Asking,
): Promise<NamePlaces> {
  if (!known.decided.policies.inForce.workspaceRoles) return () => [];
  const rows = await db
    .selectFrom('workspaces')
    .select(['workspace_id', 'name'])
    .where('organization_id', '=', organizationId)
    .where(inWorkspaces('workspace_id', workspacesWith(context, 'workspaces:list_all')))
    .execute();
  const names = new Map(rows.map((row) => [row.workspace_id, row.name ?? '[erased]']));
  return (places) =>
    places
      .flatMap(({ workspaceId, role }) => {
        const name = names.get(workspaceId);
        return name === undefined ? [] : [{ workspaceId, name, role }];
      })
      .sort((one, other) => compareNames(one.name, other.name));
}

/** Where these people were added in their present membership. */
export async function placesOf(
  db: ViewDb<typeof people>,
  organizationId: string,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Place[]>> {
  const rows = await db
    .selectFrom('workspace_members as added')
    .innerJoin('members', (join) =>
      join
        .onRef('members.organization_id', '=', 'added.organization_id')
        .onRef('members.person_id', '=', 'added.person_id')
        .onRef('members.sequence', '<', 'added.added_sequence'),
    )
    .select(['added.person_id', 'added.workspace_id', 'added.role'])
    .where('added.organization_id', '=', organizationId)
    .where(sql<boolean>`added.person_id = ANY (${[...personIds]}::uuid[])`)
    .execute();
  const places = new Map<string, Place[]>();
  for (const { person_id: personId, workspace_id: workspaceId, role } of rows)
    places.set(personId, [...(places.get(personId) ?? []), { workspaceId, role }]);
  return places;
}
