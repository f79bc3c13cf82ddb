import { reaction, type Job, type ViewEvent } from '@annals/views';

export const KEEP_QUEUE = 'automation.keep-queue';

type Changed = ViewEvent<
  'RunRequested' | 'RunRefused' | 'RunSucceeded' | 'RunFailed' | 'RunLost' | 'RunStopped' | 'RunKilled' | 'RunTimedOut'
>;

const jobFor = ({ id, organization, position, data: { botId, runId } }: Changed, ended: boolean): Job => ({
  queue: KEEP_QUEUE,
  key: id,
  payload: { organizationId: organization, botId, runId, position: String(position.commit), ended },
  together: true,
});

/** B11: a run that is asked for waits for its bot, and one that has ended leaves it free for the next. */
export const keepQueueWhenRunChanges = reaction({
  name: 'keep-queue-when-run-changes',
  on: {
    RunRequested: (e) => [jobFor(e, false)],
    RunRefused: (e) => [jobFor(e, true)],
    RunSucceeded: (e) => [jobFor(e, true)],
    RunFailed: (e) => [jobFor(e, true)],
    RunLost: (e) => [jobFor(e, true)],
    RunStopped: (e) => [jobFor(e, true)],
    RunKilled: (e) => [jobFor(e, true)],
    RunTimedOut: (e) => [jobFor(e, true)],
  },
});
