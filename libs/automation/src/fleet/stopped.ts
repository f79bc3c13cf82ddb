import type { FleetEvent } from '@annals/contracts';
import type { SliceEvolve } from '@annals/kernel';

/** What all runs are stopped of (W22): the organization, workspaces, bots; and what becomes of those at work. */
export type Stopped = Map<string, string>;

export const stoppedEvolve = {
  EmergencyStopActivated: (stopped, { data }) => {
    stopped.set(data.targetId, data.running);
  },
  EmergencyStopLifted: (stopped, { data }) => {
    stopped.delete(data.targetId);
  },
  BotRetired: (stopped, { data }) => {
    stopped.delete(data.botId);
  },
} satisfies SliceEvolve<Stopped, FleetEvent>;
