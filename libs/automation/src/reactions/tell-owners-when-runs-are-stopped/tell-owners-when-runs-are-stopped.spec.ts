import { botDisabled, emergencyStopActivated, emergencyStopLifted } from '@annals/contracts';
import { jobsOf, someLog, someOrganization } from '@annals/views';
import { botId } from '../../testing/examples';
import { tellOwnersWhenRunsAreStopped } from './tell-owners-when-runs-are-stopped';

const target = { scope: 'organization', targetId: someOrganization } as const;

describe('W22: tell owners when runs are stopped', () => {
  it('tells of each stop and of its end once, by ids', () => {
    const log = someLog(emergencyStopActivated({ ...target, running: 'stop' }), emergencyStopLifted(target));
    expect(jobsOf(tellOwnersWhenRunsAreStopped, log)).toEqual(
      log.map(({ id, revision }) => ({
        queue: 'automation.stop-mails',
        key: id,
        payload: { organizationId: someOrganization, revision, told: id },
      })),
    );
  });

  it('stays quiet about a bot that is disabled', () =>
    expect(tellOwnersWhenRunsAreStopped.handles(botDisabled({ botId }).type)).toBe(false));
});
