import type { StopScope } from '@annals/contracts';
import type { Frozen } from '@annals/kernel';
import { mustHaveBot, type Fleet } from './fleet';

/** What an emergency stop is asked for: the narrowest that is named. */
export interface StopTarget {
  readonly organizationId: string;
  readonly workspaceId?: string;
  readonly botId?: string;
}

/** What all runs are stopped of. @throws Refused BOT_NOT_FOUND */
export function stopTarget(
  fleet: Frozen<Fleet>,
  { organizationId, workspaceId, botId }: StopTarget,
): { readonly scope: StopScope; readonly targetId: string } {
  if (botId !== undefined) return { scope: 'bot', targetId: mustHaveBot(fleet, botId).botId };
  if (workspaceId !== undefined) return { scope: 'workspace', targetId: workspaceId };
  return { scope: 'organization', targetId: organizationId };
}
