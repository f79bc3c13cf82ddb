import { plus, type Instant } from '@annals/kernel';
import { timer } from '@annals/platform';
import type { TriggerDue } from '@annals/vault';
import { fleet } from '../../fleet/fleet';
import { DueTriggers } from '../../triggers/due-triggers.service';
import { LEASE } from '../../triggers/settling.service';

const AT_ONCE = 200;
/** So many triggers of an organization fire at the same time. */
const BESIDE = 16;

/** B12: fires what is due. Any number of workers may look at the same time: none sees what another one took. */
export const fireTriggers = timer({
  name: 'fire-triggers',
  everyMs: 500,
  does: ({ vault, eventStore, ask }) => {
    const triggers = ask(DueTriggers);
    const settleAll = async (taken: readonly TriggerDue[], now: Instant): Promise<void> => {
      const states = new Map<string, ReturnType<typeof stateOf>>();
      const stateOf = async (organizationId: string) =>
        (await eventStore.state({ stream: fleet, id: [organizationId] }, 0)).state;
      const left = [...taken];
      const faults: unknown[] = [];
      const work = async (): Promise<void> => {
        for (let due = left.pop(); due; due = left.pop()) {
          const { organizationId } = due;
          const state = states.get(organizationId) ?? stateOf(organizationId);
          states.set(organizationId, state);
          await triggers.settle(due, now, await state).catch((fault: unknown) => faults.push(fault));
        }
      };
      await Promise.all(Array.from({ length: BESIDE }, work));
      if (faults.length > 0) throw new AggregateError(faults, `${faults.length} triggers could not be looked at`);
    };
    return async (now: Instant): Promise<number> => {
      let count = 0;
      for (;;) {
        const taken = await vault.triggerDues.take(now, { limit: AT_ONCE, until: plus(now, LEASE) });
        count += taken.length;
        await settleAll(taken, now);
        if (taken.length < AT_ONCE) return count;
      }
    };
  },
});
