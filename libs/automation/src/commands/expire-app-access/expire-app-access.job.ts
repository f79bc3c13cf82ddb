import { uuidV5 } from '@annals/eventstore';
import type { Instant } from '@annals/kernel';
import { command, eachDue, ofOrganization, timer, type Tools } from '@annals/platform';
import type { Due } from '@annals/vault';
import { fleet } from '../../fleet/fleet';
import { expireAppAccess } from './expire-app-access';

export const ExpireAppAccess = command('ExpireAppAccess', fleet, ofOrganization, expireAppAccess);

/** So many at a time: the next time finds the others. */
const AT_ONCE = 200;

/** A grant, a request or a link ends once, so its id is enough to make the command's. */
async function expire({ vault, commands }: Tools, due: Due): Promise<void> {
  const { organizationId, id } = due;
  const commandId = uuidV5(id, 'app-access-expired');
  const context = { commandId, actor: 'system:fleet', correlationId: commandId } as const;
  await commands.execute(new ExpireAppAccess.Command({ organizationId, id }, context));
  await vault.appAccessEnds.forget(due);
}

/** @throws AggregateError when some could not be ended; they are found again the next time, the others are done */
async function sweep(tools: Tools, now: Instant): Promise<void> {
  const due = await tools.vault.appAccessEnds.by(now, AT_ONCE);
  await eachDue(due, (each) => expire(tools, each), 'grants, links and requests for access could not be ended');
}

/**
 * Tells that grants and links are over, and ends requests that nobody answered. What a grant allows ended by itself
 * before.
 */
export const expireAppAccessInTime = timer({
  name: 'expire-app-access-in-time',
  everyMs: 5_000,
  does: (tools) => (now) => sweep(tools, now),
});
