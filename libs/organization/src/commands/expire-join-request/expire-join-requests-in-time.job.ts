import { uuidV5 } from '@annals/eventstore';
import type { Instant } from '@annals/kernel';
import { eachDue, timer, type Tools } from '@annals/platform';
import type { Due } from '@annals/vault';
import { ExpireJoinRequest } from './expire-join-request.handler';

/** So many at a time: the next time finds the others. */
const AT_ONCE = 200;

/** A request expires once, so its id is enough to make the command's. */
async function expire({ vault, commands }: Tools, due: Due): Promise<void> {
  const { organizationId, id: requestId } = due;
  const commandId = uuidV5(requestId, 'join-request-expired');
  const context = { commandId, actor: 'system:join-requests', correlationId: commandId } as const;
  await commands.execute(new ExpireJoinRequest.Command({ organizationId, requestId }, context));
  await vault.joinRequestEnds.forget(due);
}

/** @throws AggregateError when some could not be ended; they are found again the next time, the others are done */
async function sweep(tools: Tools, now: Instant): Promise<void> {
  const due = await tools.vault.joinRequestEnds.by(now, AT_ONCE);
  await eachDue(due, (each) => expire(tools, each), 'requests to join could not be ended');
}

/** Ends requests to join that nobody answered in their time. */
export const expireJoinRequestsInTime = timer({
  name: 'expire-join-requests-in-time',
  everyMs: 30_000,
  does: (tools) => (now) => sweep(tools, now),
});
