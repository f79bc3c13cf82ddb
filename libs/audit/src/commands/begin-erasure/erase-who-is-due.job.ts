import { uuidV5 } from '@annals/eventstore';
import { plus, Refused, type Frozen, type Instant } from '@annals/kernel';
import { eachDue, timer, type Tools } from '@annals/platform';
import type { Due } from '@annals/vault';
import type { Erasure } from '../../oversight/erasures';
import { Erasing } from '../../oversight/erasing.service';
import { oversight } from '../../oversight/oversight';
import { Subjects } from '../../oversight/subjects.port';
import { ExpireErasure } from '../expire-erasure/expire-erasure.handler';
import { BeginErasure } from './begin-erasure.handler';

/** So many at a time: the next time finds the others. */
const AT_ONCE = 20;
/** What somebody has to change first is looked at again so much later; a legal hold that is lifted says so itself. */
const HELD_FOR = { hours: 1 };

interface Found {
  readonly due: Due;
  readonly erasure: Frozen<Erasure>;
  readonly now: Instant;
}

/** What the stream says of it counts: it may have been called off, or placed under a hold, since it was kept. */
async function look(tools: Tools, due: Due, now: Instant): Promise<void> {
  const { vault, eventStore } = tools;
  const { organizationId, id: erasureId } = due;
  const { erasures } = (await eventStore.state({ stream: oversight, id: [organizationId] }, 0)).state;
  const erasure = erasures.all.get(erasureId);
  if (!erasure || erasure.status === 'ended' || erasure.certified) return vault.erasureDues.forget(due);
  const found = { due, erasure, now };
  if (erasure.status === 'requested') return expire(tools, found);
  if (erasure.status === 'approved' && !(await begins(tools, found))) return;
  const outcome = await tools.ask(Erasing).carryOut(organizationId, erasure, now);
  if (outcome === 'certified') await vault.erasureDues.forget(due);
}

async function begins(tools: Tools, { due, erasure, now }: Found): Promise<boolean> {
  const { organizationId } = due;
  const { erasureId, personId, dueAt = now } = erasure;
  if (now < dueAt) {
    await tools.vault.erasureDues.keep({ ...due, due: dueAt });
    return false;
  }
  const subject = await tools.ask(Subjects).of(organizationId, personId);
  const command = { organizationId, erasureId, subject };
  try {
    // One that was refused is asked again, as another command.
    await tools.commands.execute(new BeginErasure.Command(command, contextOf(erasureId, `begin/${due.due}`)));
    return true;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await tools.vault.erasureDues.keep({ ...due, due: plus(now, HELD_FOR) });
    return false;
  }
}

async function expire(
  { vault, commands }: Tools,
  { due, erasure: { erasureId, expiresAt }, now }: Found,
): Promise<void> {
  if (now < expiresAt) return vault.erasureDues.keep({ ...due, due: expiresAt });
  const { organizationId } = due;
  await commands.execute(new ExpireErasure.Command({ organizationId, erasureId }, contextOf(erasureId, 'expire')));
  await vault.erasureDues.forget(due);
}

function contextOf(erasureId: string, step: string) {
  const commandId = uuidV5(erasureId, step);
  return { commandId, actor: 'system:erasures', correlationId: commandId } as const;
}

/** @throws AggregateError when some could not be carried on with; they are found again the next time */
async function sweep(tools: Tools, now: Instant): Promise<void> {
  const due = await tools.vault.erasureDues.by(now, AT_ONCE);
  await eachDue(due, (each) => look(tools, each, now), 'erasures could not be carried on with');
}

/** E6: closes requests that nobody answered, and erases whom it was approved of, step by step. */
export const eraseWhoIsDue = timer({
  name: 'erase-who-is-due',
  everyMs: 2_000,
  does: (tools) => (now) => sweep(tools, now),
});
