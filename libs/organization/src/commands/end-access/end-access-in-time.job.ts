import { uuidV5 } from '@annals/eventstore';
import type { Instant } from '@annals/kernel';
import { eachDue, timer, type Tools } from '@annals/platform';
import type { Due } from '@annals/vault';
import { EndAccess } from './end-access.handler';

/** So many at a time: the next time finds the others. */
const AT_ONCE = 200;

/** The command's id follows from the end, so that it happens once however many workers see it. */
async function end({ vault, commands }: Tools, due: Due): Promise<void> {
  const { organizationId, id: personId, due: until } = due;
  const commandId = uuidV5(personId, `access-ended/${until}`);
  const context = { commandId, actor: 'system:access', correlationId: commandId } as const;
  await commands.execute(new EndAccess.Command({ organizationId, personId, until }, context));
  await vault.accessEnds.forget(due);
}

/** @throws AggregateError when some could not be ended; they are found again the next time, the others are done */
async function sweep(tools: Tools, now: Instant): Promise<void> {
  const due = await tools.vault.accessEnds.by(now, AT_ONCE);
  await eachDue(due, (each) => end(tools, each), 'people could not be let go whose access ends');
}

/** W15: ends the access of externals when its time has come. */
export const endAccessInTime = timer({
  name: 'end-access-in-time',
  everyMs: 5_000,
  does: (tools) => (now) => sweep(tools, now),
});
