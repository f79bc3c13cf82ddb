import {
  triggerAutoPaused,
  triggerDeleted,
  triggerDisabled,
  triggerEnabled,
  triggerFiresMissed,
  triggerSecretRotated,
} from '@annals/contracts';
import { someFacts } from '@annals/kernel';
import { jobsOf, someLog, someOrganization } from '@annals/views';
import { created, triggerId } from '../../testing/examples';
import { keepTriggerDueWhenTriggerChanges } from './keep-trigger-due-when-trigger-changes';

const from = someFacts.now;

describe('keep when a trigger is due when it changes', () => {
  it.each([
    created,
    triggerEnabled({ triggerId, from }),
    triggerDisabled({ triggerId }),
    triggerAutoPaused({ triggerId, failures: 3 }),
    triggerDeleted({ triggerId }),
  ])('makes a job that says which trigger: $type', (changed) => {
    const log = someLog(changed);
    const [{ id }] = log as [(typeof log)[number]];
    expect(jobsOf(keepTriggerDueWhenTriggerChanges, log)).toEqual([
      { queue: 'automation.keep-trigger-due', key: id, payload: { organizationId: someOrganization, triggerId } },
    ]);
  });

  it('stays quiet about what changes nothing of it', () => {
    const missed = triggerFiresMissed({ triggerId, from, until: from, count: 1, reason: 'MISSED' });
    for (const other of [missed, triggerSecretRotated({ triggerId, generation: 2 })])
      expect(jobsOf(keepTriggerDueWhenTriggerChanges, someLog(other))).toEqual([]);
  });
});
