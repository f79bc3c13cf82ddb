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

/** Whether a role, what somebody is in the workspace of a bot, or owning it allows them a level of it. */
export function holdsByRight(
  state: Frozen<Fleet>,
  { who, everywhere, workspaces }: Frozen<Granter>,
  { botId, level }: Pick<Given, 'botId' | 'level'>,
): boolean {
  const { workspaceId, owner } = mustHaveBot(state, botId);
  const byRole = (name: Permission): boolean =>
    everywhere.has(name) || workspaces.get(workspaceId)?.permissions.has(name) === true;
  if (permissionsOfGrant(level, []).every(byRole)) return true;
  const isTheirs = who !== undefined && owner?.personId === who.personId && owner.membership === who.membership;
  return isTheirs && byRole('bots:read');
}

/** Whether somebody's grant of a bot is as much, and lasts as long. */
function holdsByGrant({ grants }: Frozen<Fleet>, who: Owner | undefined, given: Given, now: Instant): boolean {
  const { botId, level, until } = given;
  const own = who && grantOf(grants, who, botId, now);
  const endsInTime = own?.until === undefined || (until !== undefined && until <= own.until);
  return own !== undefined && allowsAll(own.level, level) && endsInTime;
}

/** Whether somebody holds as much of a bot, for as long. */
export const holdsAsMuch = (state: Frozen<Fleet>, granter: Frozen<Granter>, given: Given, now: Instant): boolean =>
  holdsByRight(state, granter, given) || holdsByGrant(state, granter.who, given, now);

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
  if (holdsByRight(state, granter, given)) return undefined;
  if (!holdsByGrant(state, granter.who, given, now)) throw refused('GRANT_EXCEEDS_OWN');
  return granter.who;
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
