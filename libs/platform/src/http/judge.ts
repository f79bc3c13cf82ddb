import { id, namesIn, refused, type Permission, type RefusalCode, type Route } from '@annals/contracts';
import type { BotScope } from '@annals/views';
import type { FastifyRequest } from 'fastify';
import type { Place, Places } from '../ports';
import type { Allowed } from './allowed';
import { botsWith, heldAt, isOwnable, reachesAny } from './workspaces-with';

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
  readonly place: (places: Places, organizationId: string, id: string) => Promise<Place | undefined>;
}

const things: Readonly<Record<string, Thing>> = {
  workspaceId: {
    notFound: 'WORKSPACE_NOT_FOUND',
    seenBy: 'workspaces:list_all',
    place: (_places, _organizationId, workspaceId) => Promise.resolve({ workspaceId }),
  },
  botId: {
    notFound: 'BOT_NOT_FOUND',
    seenBy: 'bots:read',
    place: (places, organizationId, botId) => places.bot(organizationId, botId),
  },
  runId: {
    notFound: 'RUN_NOT_FOUND',
    seenBy: 'runs:read',
    place: (places, organizationId, runId) => places.run(organizationId, runId),
  },
  triggerId: {
    notFound: 'TRIGGER_NOT_FOUND',
    seenBy: 'triggers:read',
    place: (places, organizationId, triggerId) => places.trigger(organizationId, triggerId),
  },
  accessRequestId: {
    notFound: 'ACCESS_REQUEST_NOT_FOUND',
    seenBy: 'bots:share',
    place: (places, organizationId, accessRequestId) => places.accessRequest(organizationId, accessRequestId),
  },
};

/**
 * A6, X6: a permission is held by a role of the organization, by what somebody is in the workspace that is asked about
 * (the one that the address or the body names, or that of the bot, the run or the trigger in the address), by what they
 * have with that bot, or because the run in the address is their own (ADR 23, 26).
 * @returns what allowed it, for metadata
 * @throws Refused FORBIDDEN (or the word of the route for it), also for what is not there where they hold the permission nowhere; for who holds it
 * elsewhere, what they do not see does not exist: WORKSPACE_NOT_FOUND, BOT_NOT_FOUND, RUN_NOT_FOUND, TRIGGER_NOT_FOUND
 */
export async function judge(allowed: Allowed, asked: Asked, places: Places): Promise<string> {
  const { access, byWorkspace, forbiddenAs = 'FORBIDDEN' } = asked.route;
  const scope = botsWith(allowed, access);
  if (scope === 'all') return allowed.grantsOf(access);
  const forbidden = refused(forbiddenAs, { requiredPermission: access });
  if (!reachesAny(scope) && !isOwnable(allowed, access)) throw forbidden;
  if (byWorkspace) return somewhere(allowed, access, scope);
  const named = namedBy(asked);
  if (!named) throw forbidden;
  const { thing, thingId } = named;
  const place = await thing.place(places, asked.organizationId, thingId);
  const held = place && heldAt(allowed, access, place);
  if (held !== undefined) return held;
  throw place && sees(allowed, thing.seenBy, place) ? forbidden : refused(thing.notFound);
}

/** What gives a permission in the first place where somebody holds it. */
function somewhere({ grantsOf }: Allowed, access: Permission, scope: Exclude<BotScope, 'all'>): string {
  const [workspaceId] = scope.workspaces;
  if (workspaceId !== undefined) return grantsOf(access, { workspaceId });
  const [botId = ''] = scope.bots;
  return grantsOf(access, { botId });
}

/** Whoever is anything in a workspace, or has anything with a bot, hears what they lack there. */
const sees = (allowed: Allowed, seenBy: Permission, { workspaceId, botId = '' }: Place): boolean =>
  allowed.permissions.has(seenBy) || allowed.workspaces.has(workspaceId) || allowed.bots.has(botId);

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
