import { emergencyStopActivated, emergencyStopLifted } from '@annals/contracts';
import { jobsOf, someLog, someOrganization } from '@annals/views';
import { wakeWorkersWhenStopIsLifted } from './wake-workers-when-stop-is-lifted';

const target = { scope: 'organization', targetId: someOrganization } as const;

describe('W22: wake workers when a stop is lifted', () => {
  it('makes a job for the organization', () => {
    const log = someLog(emergencyStopLifted(target));
    const [{ id }] = log as [(typeof log)[number]];
    expect(jobsOf(wakeWorkersWhenStopIsLifted, log)).toEqual([
      { queue: 'automation.wake-workers', key: id, payload: { organizationId: someOrganization } },
    ]);
  });

  it('stays quiet about a stop', () =>
    expect(
      jobsOf(wakeWorkersWhenStopIsLifted, someLog(emergencyStopActivated({ ...target, running: 'stop' }))),
    ).toEqual([]));
});
