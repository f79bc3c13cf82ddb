import { MOST_NEEDS, type Need } from '@annals/contracts';
import { plus, type Instant } from '@annals/kernel';
import type { BotPresence } from '@annals/vault';
import { botStatus } from '../bot-status';

/** What all events of a bot's runs say about it. */
export interface Judged {
  readonly botId: string;
  readonly botName: string;
  readonly enabled: boolean;
  readonly running: boolean;
  /** Of its last `JUDGED_RUNS` runs that ended well or badly. */
  readonly ended: number;
  readonly failed: number;
  /** The first failure since the last success; null while the last run succeeded. */
  readonly failingSince: Instant | null;
  readonly error: string | null;
  /** In the last 24 hours. */
  readonly refused: number;
}

/** A bot is judged by its last runs, so that one that was mended is soon out of the list. */
export const JUDGED_RUNS = 15;
export const REFUSED_WITHIN = { days: -1 };
const NAMED = 3;

interface Present {
  readonly beats: ReadonlyMap<string, BotPresence>;
  readonly now: Instant;
}
type Bot = Judged & { readonly beat: BotPresence | undefined; readonly status: ReturnType<typeof botStatus> };

/**
 * What needs somebody, worst first: bots that fail, then silent ones, then disabled ones that are still asked to run.
 * `total` counts all of it.
 */
export function needsOf(judged: readonly Judged[], { beats, now }: Present): { items: Need[]; total: number } {
  const bots = judged.map((bot): Bot => {
    const beat = beats.get(bot.botId);
    return { ...bot, beat, status: botStatus({ ...bot, beat }, now) };
  });
  const failing = bots.filter(isFailing).sort((one, other) => other.failed - one.failed);
  const broken = bots.filter((bot) => bot.status === 'error' && !isFailing(bot));
  const refusing = bots.filter((bot) => !bot.enabled && bot.refused > 0);
  const all = [...failing.map(failure), ...broken.flatMap(fault), ...silence(bots), ...refusing.map(refusal)];
  return { items: all.slice(0, MOST_NEEDS), total: all.length };
}

/** At least three failures, and at least half of what was judged. */
const isFailing = ({ enabled, failed, ended }: Judged): boolean => enabled && failed >= 3 && failed * 2 >= ended;

const failure = ({ botId, botName, failed, ended, failingSince, error }: Bot): Need => ({
  kind: 'failing',
  botId,
  botName,
  failed,
  of: ended,
  since: failingSince,
  error,
});

const fault = ({ botId, botName, beat }: Bot): Need[] =>
  beat ? [{ kind: 'error', botId, botName, lastSeenAt: beat.at }] : [];

const refusal = ({ botId, botName, refused }: Bot): Need => ({ kind: 'refusing', botId, botName, refused });

/**
 * All that fell silent are one need: their machine or network is likely the same. A bot that never spoke has not fallen
 * silent.
 */
function silence(bots: readonly Bot[]): Need[] {
  const silent = bots.flatMap(({ beat, ...bot }) => (bot.status === 'offline' && beat ? [{ ...bot, beat }] : []));
  const [first, ...others] = silent
    .map(({ beat }) => beat.at)
    .sort()
    .reverse();
  if (first === undefined) return [];
  const hosts = [...new Set(silent.map(({ beat }) => beat.host))];
  const named = silent
    .slice(0, others.length < NAMED ? NAMED : NAMED - 1)
    .map(({ botId, botName }) => ({ botId, botName }));
  return [
    {
      kind: 'silent',
      bots: named,
      count: silent.length,
      lastSeenAt: first,
      host: hosts.length === 1 ? (hosts[0] ?? null) : null,
    },
  ];
}

/** From when on refusals count. */
export const refusedSince = (now: Instant): Instant => plus(now, REFUSED_WITHIN);
