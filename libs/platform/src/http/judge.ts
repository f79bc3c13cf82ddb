import { id, namesIn, refused, type Permission, type RefusalCode, type Route } from '@annals/contracts';
import type { FastifyRequest } from 'fastify';
import type { WorkspaceOf } from '../ports';
import type { Allowed } from './allowed';
import { workspacesWith } from './workspaces-with';

/** A request of somebody who belongs to the organization, for a route that needs a permission there. */
interface Asked {
  readonly route: Pick<Route, 'path' | 'byWorkspace' | 'body' | 'forbiddenAs'> & { readonly access: Permission };
  readonly request: Pick<FastifyRequest, 'params' | 'body'>;
  readonly organizationId: string;
}

/** Things that are in a workspace: what says that there is none, and who sees them wherever they are. */
interface Thing {
  readonly notFound: RefusalCode;
  readonly seenBy: Permission;
  readonly workspace: (places: WorkspaceOf, organizationId: string, id: string) => Promise<string | undefined>;
}

const things: Readonly<Record<string, Thing>> = {
  workspaceId: {
    notFound: 'WORKSPACE_NOT_FOUND',
    seenBy: 'workspaces:list_all',
    workspace: (_places, _organizationId, workspaceId) => Promise.resolve(workspaceId),
  },
  botId: {
    notFound: 'BOT_NOT_FOUND',
    seenBy: 'bots:read',
    workspace: (places, organizationId, botId) => places.bot(organizationId, botId),
  },
  runId: {
    notFound: 'RUN_NOT_FOUND',
    seenBy: 'runs:read',
    workspace: (places, organizationId, runId) => places.run(organizationId, runId),
  },
  triggerId: {
    notFound: 'TRIGGER_NOT_FOUND',
    seenBy: 'triggers:read',
    workspace: (places, organizationId, triggerId) => places.trigger(organizationId, triggerId),
  },
};

/**
 * A6, X6: a permission is held by a role of the organization, or by what somebody is in the workspace that is asked
 * about: the one that the address or the body names, or that of the bot, the run or the trigger in the address.
 * @returns what allowed it, for metadata
 * @throws Refused FORBIDDEN (or the word of the route for it), also for what is not there where they hold the permission nowhere; for who holds it
 * elsewhere, what they do not see does not exist: WORKSPACE_NOT_FOUND, BOT_NOT_FOUND, RUN_NOT_FOUND, TRIGGER_NOT_FOUND
 */
export async function judge(allowed: Allowed, asked: Asked, places: WorkspaceOf): Promise<string> {
  const { access, byWorkspace, forbiddenAs = 'FORBIDDEN' } = asked.route;
  const scope = workspacesWith(allowed, access);
  if (scope === 'all') return allowed.grantsOf(access);
  const forbidden = refused(forbiddenAs, { requiredPermission: access });
  const [first] = scope;
  if (first === undefined) throw forbidden;
  if (byWorkspace) return allowed.grantsOf(access, first);
  const named = namedBy(asked);
  if (!named) throw forbidden;
  const { thing, thingId } = named;
  const workspaceId = await thing.workspace(places, asked.organizationId, thingId);
  if (workspaceId !== undefined && scope.has(workspaceId)) return allowed.grantsOf(access, workspaceId);
  const sees = allowed.permissions.has(thing.seenBy) || allowed.workspaces.has(workspaceId ?? '');
  throw workspaceId !== undefined && sees ? forbidden : refused(thing.notFound);
}

/** What a request names that is in a workspace. Bots and runs are before what a body says of where they shall go. */
function namedBy({ route, request }: Asked): { readonly thing: Thing; readonly thingId: string } | undefined {
  const said = new Map(Object.entries(request.params ?? {}));
  const names = namesIn(route.path);
  if (route.body?.shape['workspaceId'] !== undefined && !names.includes('botId')) {
    const body: unknown = request.body;
    said.set('workspaceId', typeof body === 'object' && body !== null ? Reflect.get(body, 'workspaceId') : undefined);
    names.push('workspaceId');
  }
  for (const name of names) {
    const thing = things[name];
    if (thing) return { thing, thingId: id.safeParse(said.get(name)).data ?? '' };
  }
  return undefined;
}
