import { botStatus as status, needWhen, type BotStatus } from '@annals/contracts';
import { isWithin, justAfter, plus, type Instant } from '@annals/kernel';

const SILENCE = { seconds: needWhen.silent.afterSeconds };

interface Known {
  readonly enabled: boolean;
  /** Whether one of its runs is running. */
  readonly running: boolean;
  /** Its last heartbeat, if there ever was one. */
  readonly beat?: { readonly status: string; readonly at: Instant } | undefined;
}

/**
 * The same as of the past, from which no heartbeats are kept: by when it went on- and offline, which history knows to a
 * minute. What it last said of itself is not known.
 */
export function botStatusThen({
  enabled,
  running,
  online,
}: Omit<Known, 'beat'> & { readonly online: boolean }): BotStatus {
  if (!enabled) return 'disabled';
  if (!online) return 'offline';
  return running ? 'busy' : 'idle';
}

/**
 * What a bot is doing (B9): disabled above all, offline after a minute of silence, busy while it runs something, else
 * what it last said. Heartbeats are no events, so this is put together when somebody asks.
 */
export function botStatus({ enabled, running, beat }: Known, now: Instant): BotStatus {
  if (!enabled) return 'disabled';
  if (!beat || !isWithin(now, { from: beat.at, until: justAfter(plus(beat.at, SILENCE)) })) return 'offline';
  return running ? 'busy' : status.parse(beat.status);
}
