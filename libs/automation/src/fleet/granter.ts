import { permissionsOfGrant, refused, type GrantLevel, type Permission } from '@annals/contracts';
import type { Frozen, Instant } from '@annals/kernel';
import type { Owner } from './bots';
import { mustHaveBot, type Fleet } from './fleet';
import { allowsAll, grantOf } from './grants';
import { personOf } from './own-bot';

/** Who shares a bot: what they may everywhere, and in workspaces; what they own or were given says the fleet. */
export interface Granter {
  readonly who: Owner | undefined;
  readonly everywhere: ReadonlySet<Permission>;
  readonly workspaces: ReadonlyMap<string, { readonly permissions: ReadonlySet<Permission> }>;
}

type Caller = Parameters<typeof personOf>[0] &
  Pick<Granter, 'workspaces'> & { readonly permissions: Granter['everywhere'] };

export const granterOf = (caller: Caller): Granter => ({
  who: personOf(caller),
  everywhere: caller.permissions,
  workspaces: caller.workspaces,
});

/** What is given: for ever where it says no end. */
interface Given {
  readonly botId: string;
  readonly level: string;
  readonly until?: Instant | undefined;
}

/**
 * W2 for single bots: nobody gives more of a bot than they hold, nor for longer.
 * @returns whose grant allows it, where that is neither a role nor owning the bot
 * @throws Refused GRANT_EXCEEDS_OWN
 */
export function mustHoldAsMuch(
  state: Frozen<Fleet>,
  granter: Frozen<Granter>,
  given: Given,
  now: Instant,
): Owner | undefined {
  const { botId, level, until } = given;
  const { workspaceId, owner } = mustHaveBot(state, botId);
  const { who, everywhere, workspaces } = granter;
  const byRole = (name: Permission): boolean =>
    everywhere.has(name) || workspaces.get(workspaceId)?.permissions.has(name) === true;
  if (permissionsOfGrant(level, []).every(byRole)) return undefined;
  const isTheirs = who !== undefined && owner?.personId === who.personId && owner.membership === who.membership;
  if (isTheirs && byRole('bots:read')) return undefined;
  const own = who && grantOf(state.grants, who, botId, now);
  const endsInTime = own?.until === undefined || (until !== undefined && until <= own.until);
  if (!own || !allowsAll(own.level, level) || !endsInTime) throw refused('GRANT_EXCEEDS_OWN');
  return who;
}

/** Whoever gets it: an active member, and whether they belong to somebody else. */
export interface Recipient {
  readonly to: Owner;
  readonly isExternal: boolean;
}

/** @throws Refused GRANT_NOT_FOR_EXTERNALS: who belongs to somebody else manages nothing */
export function mustSuit({ isExternal }: Pick<Recipient, 'isExternal'>, level: GrantLevel): void {
  if (isExternal && level === 'manage') throw refused('GRANT_NOT_FOR_EXTERNALS');
}
