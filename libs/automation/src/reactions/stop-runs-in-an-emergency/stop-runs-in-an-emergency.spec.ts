import { emergencyStopActivated, emergencyStopLifted } from '@annals/contracts';
import { jobsOf, someLog, someOrganization } from '@annals/views';
import { stopRunsInAnEmergency } from './stop-runs-in-an-emergency';

const target = { scope: 'organization', targetId: someOrganization } as const;

describe('W22: stop runs in an emergency', () => {
  it('makes a job that says where', () => {
    const log = someLog(emergencyStopActivated({ ...target, running: 'stop' }));
    const [{ id, meta }] = log as [(typeof log)[number]];
    const payload = { organizationId: someOrganization, targetId: someOrganization, causedBy: id };
    expect(jobsOf(stopRunsInAnEmergency, log)).toEqual([
      { queue: 'automation.stop-runs', key: id, payload: { ...payload, correlation: meta.correlationId } },
    ]);
  });

  it('stays quiet when it is lifted', () =>
    expect(jobsOf(stopRunsInAnEmergency, someLog(emergencyStopLifted(target)))).toEqual([]));
});
