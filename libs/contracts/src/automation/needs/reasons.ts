import type { Permission } from '../../permissions';

/** From when on something needs somebody. */
export const needWhen = {
  /** Of its last runs that ended, and at least half of these. */
  failing: { of: 15, atLeast: 3 },
  /** Three missed heartbeats of 20 seconds (B9). */
  silent: { afterSeconds: 60 },
  /** Its oldest run that waits; more than so many are not counted. */
  queue: { afterMinutes: 10, countedTo: 1_000 },
  /** More than so many are not counted. */
  refusing: { withinHours: 24, countedTo: 1_000 },
  /** Before it ends, in the second half of its life at most, and after. */
  key_ending: { beforeDays: 14, afterDays: 7 },
  invitations_expired: { withinDays: 14 },
} as const;

interface Reason {
  /** Who may know: everywhere by a role of the organization, or in the workspaces in which they hold it. */
  readonly seenWith: Permission;
  /** `bad`: something does not work. `warn`: it will not, or does not do what was wished. `to_do`: somebody waits. */
  readonly weight: 'bad' | 'warn' | 'to_do';
  readonly sentence: string;
}

/**
 * Why something needs somebody (D1), worst first: the one table by which the overview, the list of organizations and the workspaces
 * judge. What is in an archived workspace needs nobody.
 */
export const needReasons = {
  failing: {
    seenWith: 'runs:read',
    weight: 'bad',
    sentence: `A bot that is enabled failed in at least half of its last ${needWhen.failing.of} runs, and ${needWhen.failing.atLeast} times at least.`,
  },
  error: { seenWith: 'bots:read', weight: 'bad', sentence: 'A bot says of itself that it is in error.' },
  silent: {
    seenWith: 'bots:read',
    weight: 'warn',
    sentence: `A bot that is enabled was heard of before, and has said nothing for ${needWhen.silent.afterSeconds} seconds.`,
  },
  queue: {
    seenWith: 'runs:read',
    weight: 'warn',
    sentence: `A run waits for a bot for ${needWhen.queue.afterMinutes} minutes or longer, and the bot is not silent.`,
  },
  paused: {
    seenWith: 'triggers:read',
    weight: 'warn',
    sentence: 'A trigger paused itself after as many failures in a row as it is set to.',
  },
  refusing: {
    seenWith: 'runs:read',
    weight: 'warn',
    sentence: `A bot is disabled, and a run of it was refused in the last ${needWhen.refusing.withinHours} hours.`,
  },
  held: {
    seenWith: 'triggers:read',
    weight: 'to_do',
    sentence: 'A trigger is on and does not fire: nobody answers for it, or its bot is disabled.',
  },
  access_requests: { seenWith: 'bots:share', weight: 'to_do', sentence: 'Somebody asks for access to a bot.' },
  key_ending: {
    seenWith: 'api_keys:read',
    weight: 'to_do',
    sentence: `An API key ends within ${needWhen.key_ending.beforeDays} days and has lived half its life, or ended in the last ${needWhen.key_ending.afterDays}, and its bot has none that lasts longer.`,
  },
  join_requests: {
    seenWith: 'join_requests:decide',
    weight: 'to_do',
    sentence: 'Somebody asks to belong to the organization.',
  },
  invitations_expired: {
    seenWith: 'invitations:manage',
    weight: 'to_do',
    sentence: `An invitation expired unused in the last ${needWhen.invitations_expired.withinDays} days.`,
  },
} as const satisfies Record<string, Reason>;

export type NeedKind = keyof typeof needReasons;
/** Worst first. */
export const needKinds = Object.keys(needReasons) as [NeedKind, ...NeedKind[]];
