import { organizationDeletionCancelled, organizationPurged } from '@annals/contracts';
import { happened, jobsOf, someLog } from '@annals/views';
import { organizationId } from '../../testing/some-organization';
import { purgeWhatIsLeftWhenOrganizationIsPurged as reaction } from './purge-what-is-left-when-organization-is-purged';

describe('purge what is left', () => {
  it('W19: is begun once for each organization, and knows up to where views have to be', () =>
    expect(jobsOf(reaction, someLog(happened(organizationPurged({}), { organization: organizationId })))).toMatchObject(
      [
        {
          queue: 'purges',
          key: organizationId,
          payload: { organizationId, position: expect.stringMatching(/^\d+$/) as string },
        },
      ],
    ));

  it('stays quiet about anything else', () => expect(reaction.handles(organizationDeletionCancelled.type)).toBe(false));
});
