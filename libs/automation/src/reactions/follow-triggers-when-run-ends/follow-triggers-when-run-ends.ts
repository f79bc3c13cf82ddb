import type { AwaitedEnd } from '@annals/contracts';
import { reaction, type Job, type ViewEvent } from '@annals/views';

export const FOLLOW_TRIGGERS = 'automation.follow-triggers';

type Ended = ViewEvent<
  'RunSucceeded' | 'RunFailed' | 'RunLost' | 'RunTimedOut' | 'RunStopped' | 'RunKilled' | 'RunRefused'
>;

const jobFor = ({ id, at, organization, data }: Ended, end: AwaitedEnd | 'refused'): Job => ({
  queue: FOLLOW_TRIGGERS,
  key: id,
  payload: { organizationId: organization, botId: data.botId, runId: data.runId, at, end },
  together: true,
});

/** P14, P15: how a run ended may fire triggers of other bots, and is counted by the trigger that began it. */
export const followTriggersWhenRunEnds = reaction({
  name: 'follow-triggers-when-run-ends',
  on: {
    RunSucceeded: (e) => [jobFor(e, 'succeeded')],
    RunFailed: (e) => [jobFor(e, 'failed')],
    RunLost: (e) => [jobFor(e, 'lost')],
    RunTimedOut: (e) => [jobFor(e, 'timed_out')],
    RunStopped: (e) => [jobFor(e, 'stopped')],
    RunKilled: (e) => [jobFor(e, 'killed')],
    RunRefused: (e) => [jobFor(e, 'refused')],
  },
});
