import type { BotStatus, RunStatus } from '@annals/contracts';

/** Each status in a word, the same everywhere. */
export const runWords: Readonly<Record<RunStatus, string>> = {
  requested: 'Requested',
  running: 'Running',
  suspended: 'Suspended',
  stopping: 'Stopping',
  succeeded: 'Succeeded',
  failed: 'Failed',
  stopped: 'Stopped',
  killed: 'Killed',
  timed_out: 'Timed out',
  lost: 'Lost',
  refused: 'Refused',
};
export const botWords: Readonly<Record<BotStatus, string>> = {
  error: 'Error',
  offline: 'Offline',
  busy: 'Busy',
  idle: 'Idle',
  disabled: 'Disabled',
};
