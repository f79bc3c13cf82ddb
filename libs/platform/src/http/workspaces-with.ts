import { ownRunPermissions, type Permission } from '@annals/contracts';
import type { BotScope, WorkspaceScope } from '@annals/views';
import type { Place } from '../ports';
import type { Allowed } from './allowed';

type Held = Pick<Allowed, 'permissions'> & {
  readonly [Part in 'workspaces' | 'bots']?: Allowed[Part] | undefined;
};

/**
 * The workspaces in which somebody holds a permission: all, where a role of the organization gives it; otherwise those
 * in which they are something that allows it (A6, X6).
 */
export function workspacesWith({ permissions, workspaces = new Map() }: Held, permission: Permission): WorkspaceScope {
  if (permissions.has(permission)) return 'all';
  return new Set([...workspaces].filter(([, here]) => here.permissions.has(permission)).map(([id]) => id));
}

/** The bots with which somebody holds it: those of these workspaces, and those that were shared with them (ADR 26). */
export function botsWith(held: Held, permission: Permission): BotScope {
  const workspaces = workspacesWith(held, permission);
  if (workspaces === 'all') return 'all';
  const shared = [...(held.bots ?? [])].filter(([, here]) => here.permissions.has(permission));
  return { workspaces, bots: new Set(shared.map(([id]) => id)) };
}

/** Whether a bot is among them. */
export const reaches = (scope: BotScope, { workspaceId, botId }: Place): boolean =>
  scope === 'all' || scope.workspaces.has(workspaceId) || (botId !== undefined && scope.bots.has(botId));

/** Whether somebody holds a permission of any bot. */
export const reachesAny = (scope: BotScope): boolean =>
  scope === 'all' || scope.workspaces.size > 0 || scope.bots.size > 0;

const STARTS: Permission = 'runs:start';

/** Whether it is of those that go with a run of one's own, for somebody who may start any (§5.1, "own"). */
export const isOwnable = ({ own, ...held }: Allowed, permission: Permission): boolean =>
  own?.permissions.has(permission) === true && reachesAny(botsWith(held, STARTS));

/**
 * What gives somebody a permission where something is: a role of the organization, what they are in its workspace, a
 * grant of its bot, or that the run is their own. undefined: nothing.
 */
export function heldAt(allowed: Allowed, permission: Permission, place: Place): string | undefined {
  const { permissions, workspaces, bots, own, grantsOf } = allowed;
  const { workspaceId, botId = '', askedBy } = place;
  if (permissions.has(permission)) return grantsOf(permission);
  if (workspaces.get(workspaceId)?.permissions.has(permission)) return grantsOf(permission, { workspaceId });
  if (bots.get(botId)?.permissions.has(permission)) return grantsOf(permission, { botId });
  const isOwn = own !== undefined && own.personId === askedBy?.personId && own.membership === askedBy.membership;
  if (!isOwn || !own.permissions.has(permission) || !ownRunPermissions.includes(permission)) return undefined;
  const starts = heldAt(allowed, STARTS, { workspaceId, botId });
  return starts === undefined ? undefined : `own:${starts}`;
}
