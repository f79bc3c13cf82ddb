import {
  auditDestinationFailed,
  auditDestinationPaused,
  auditDestinationRecovered,
  auditDestinationRemoved,
  auditDestinationResumed,
  auditDestinationRewound,
} from '@annals/contracts';
import { jobsOf, someLog, someOrganization } from '@annals/views';
import { added, destinationId } from '../../testing/destinations';
import { keepLaneWhenDestinationChanges } from './keep-lane-when-destination-changes';

describe('keep the lane of a destination when it changes', () => {
  it.each([
    added(),
    auditDestinationPaused({ destinationId }),
    auditDestinationResumed({ destinationId }),
    auditDestinationRewound({ destinationId, after: 0 }),
    auditDestinationRemoved({ destinationId }),
  ])('makes a job that says which destination: $type', (changed) => {
    const log = someLog(changed);
    const [{ id }] = log as [(typeof log)[number]];
    expect(jobsOf(keepLaneWhenDestinationChanges, log)).toEqual([
      { queue: 'audit.keep-lane', key: id, payload: { organizationId: someOrganization, destinationId } },
    ]);
  });

  it('stays quiet about how it is doing', () => {
    const failed = auditDestinationFailed({ destinationId, since: '2026-06-03T09:15:00.000Z', code: 'HTTP_503' });
    for (const other of [failed, auditDestinationRecovered({ destinationId })])
      expect(jobsOf(keepLaneWhenDestinationChanges, someLog(other))).toEqual([]);
  });
});
