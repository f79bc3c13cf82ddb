import { reaction, type Job, type ViewEvent } from '@annals/views';

export const KEEP_QUEUE = 'automation.keep-queue';

type Changed = ViewEvent<
  'RunRequested' | 'RunRefused' | 'RunSucceeded' | 'RunFailed' | 'RunLost' | 'RunStopped' | 'RunKilled' | 'RunTimedOut'
>;

const jobFor = ({ id, organization, position, data }: Changed): Job => ({
  queue: KEEP_QUEUE,
  key: id,
  payload: { organizationId: organization, botId: data.botId, runId: data.runId, position: String(position.commit) },
});

/** B11: a run that is asked for waits for its bot, and one that has ended leaves it free for the next. */
export const keepQueueWhenRunChanges = reaction({
  name: 'keep-queue-when-run-changes',
  on: {
    RunRequested: (e) => [jobFor(e)],
    RunRefused: (e) => [jobFor(e)],
    RunSucceeded: (e) => [jobFor(e)],
    RunFailed: (e) => [jobFor(e)],
    RunLost: (e) => [jobFor(e)],
    RunStopped: (e) => [jobFor(e)],
    RunKilled: (e) => [jobFor(e)],
    RunTimedOut: (e) => [jobFor(e)],
  },
});
