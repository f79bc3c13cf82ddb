import { organizationDeletionCancelled, organizationDeletionRequested, organizationPurged } from '@annals/contracts';
import { happened, jobsOf, someLog } from '@annals/views';
import { now, organizationId } from '../../testing/some-organization';
import { keepPlanOfPurgeWhenDeletionChanges as reaction } from './keep-plan-of-purge-when-deletion-changes';

describe('keep the plan of a purge', () => {
  it('W19: follows each change of a deletion', () => {
    for (const event of [
      organizationDeletionRequested({ since: now, purgeAt: now }),
      organizationDeletionCancelled({}),
    ])
      expect(jobsOf(reaction, someLog(happened(event, { organization: organizationId })))).toMatchObject([
        { queue: 'purge-plans', payload: { organizationId } },
      ]);
  });

  it('stays quiet about anything else', () => expect(reaction.handles(organizationPurged.type)).toBe(false));
});
