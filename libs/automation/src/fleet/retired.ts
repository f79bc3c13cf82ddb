import type { FleetEvent } from '@annals/contracts';
import type { SliceEvolve } from '@annals/kernel';

/** Bots that are out of use for good, by where they were: whoever sees into that workspace sees what they did. */
export type Retired = Map<string, string>;

export const retiredEvolve = {
  BotRetired: (retired, { data }) => {
    retired.set(data.botId, data.workspaceId);
  },
} satisfies SliceEvolve<Retired, FleetEvent>;
