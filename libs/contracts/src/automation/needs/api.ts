import { z } from 'zod';
import { MOST_WORKSPACES } from '../../organization/workspaces/api';
import { code, id, instant, page, paged } from '../../words';
import { needKinds } from './reasons';

const bot = { botId: id, botName: z.string() };
const need = <const Kind extends (typeof needKinds)[number], Fields extends z.core.$ZodLooseShape>(
  kind: Kind,
  fields: Fields,
) => z.object({ kind: z.literal(kind), ...fields });

/** What needs somebody, and why (`needReasons`). What is much the same is one: silent bots, invitations, requests. */
export const Need = z.discriminatedUnion('kind', [
  /** Of its last runs that ended; since when without a success. */
  need('failing', { ...bot, failed: z.int(), of: z.int(), since: instant.nullable(), error: z.string().nullable() }),
  need('error', { ...bot, lastSeenAt: instant }),
  /** Three by name at most; `host` where they share it; `waiting`: runs that wait for them. */
  need('silent', {
    bots: z.array(z.object(bot)),
    count: z.int(),
    lastSeenAt: instant,
    host: z.string().nullable(),
    waiting: z.int(),
  }),
  need('queue', { ...bot, waiting: z.int(), oldestAt: instant }),
  need('paused', { ...bot, triggerId: id, triggerName: z.string(), failures: z.int(), since: instant }),
  need('refusing', { ...bot, refused: z.int() }),
  /** Triggers of one bot that are held by the same: the first by name, and how many. */
  need('held', { ...bot, triggerId: id, triggerName: z.string(), count: z.int(), by: code() }),
  need('access_requests', { ...bot, count: z.int(), oldestAt: instant }),
  need('key_ending', { keyId: id, keyName: z.string(), bot: z.object(bot).nullable(), expiresAt: instant }),
  need('join_requests', { count: z.int(), oldestAt: instant }),
  /** The address of one, for who may see addresses. */
  need('invitations_expired', { count: z.int(), email: z.string().nullable(), expiredAt: instant }),
]);
export type Need = z.output<typeof Need>;

/** GET …/needs: worst first; `total` counts all of that kind and workspace. Without a workspace: of the organization. */
export const ListNeeds = z.strictObject({ ...page, kind: z.enum(needKinds).optional(), workspaceId: id.optional() });
export const Needs = z.object({ ...paged(Need), total: z.int() }).meta({ id: 'Needs' });

const counted = { total: z.int(), worst: Need };
/** GET …/needs/by-workspace: of each workspace in which something needs somebody. */
export const NeedsByWorkspace = z
  .object({ items: z.array(z.object({ workspaceId: id, ...counted })).max(MOST_WORKSPACES) })
  .meta({ id: 'NeedsByWorkspace' });

const MOST_ORGANIZATIONS = 100;
const ID = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
/** GET /me/needs: of these organizations, as far as they are open to who asks; ids with commas between. */
export const ListMyNeeds = z.strictObject({
  organizations: z
    .string()
    .regex(new RegExp(`^${ID}(?:,${ID}){0,${MOST_ORGANIZATIONS - 1}}$`))
    .meta({ example: '0c000000-0000-4000-8000-00000000000a' }),
});
export const MyNeeds = z
  .object({
    items: z.array(z.object({ organizationId: id, total: z.int(), worst: Need.nullable() })).max(MOST_ORGANIZATIONS),
  })
  .meta({ id: 'MyNeeds' });
