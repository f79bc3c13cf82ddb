import { compareNames, needKinds, needWhen, type Need, type NeedKind } from '@annals/contracts';
import { plus, type Instant } from '@annals/kernel';
import type { Place } from '@annals/platform';
import type { BotPresence } from '@annals/vault';
import { botStatus } from '../bot-status';
import type { Facts, KnownBot } from './facts';
import type { JudgedRuns } from './judged-runs';

/** What needs are judged by. */
export interface Judged {
  readonly facts: Facts;
  readonly runs: ReadonlyMap<string, JudgedRuns>;
  /** Of disabled bots, lately. */
  readonly refusals: ReadonlyMap<string, number>;
  readonly beats: ReadonlyMap<string, BotPresence>;
  readonly now: Instant;
}

/** Who looks. */
export interface Sight {
  /** Whether they may know of such a thing of a bot; without one: of the organization. */
  readonly sees: (kind: NeedKind, bot?: Place) => boolean;
  readonly seesAddresses: boolean;
}

type Bot = KnownBot & {
  readonly named: { readonly botId: string; readonly botName: string };
  readonly beat: BotPresence | undefined;
  readonly status: ReturnType<typeof botStatus>;
};
type Of<Kind extends NeedKind> = Need & { readonly kind: Kind };

const ERASED = '[erased]';
/** So many silent bots are named. */
const NAMED = 3;

/** A need, and its place in the list: by its kind, by how bad it is of that kind, by what it is. */
export interface Placed {
  readonly need: Need;
  readonly place: readonly [kind: string, order: string, id: string];
}

/** What needs who looks, worst first (`needReasons`), each with its place. */
export function needsOf(judged: Judged, { sees, seesAddresses }: Sight): Placed[] {
  const bots = judged.facts.bots.map((bot): Bot => {
    const beat = judged.beats.get(bot.botId);
    const named = { botId: bot.botId, botName: bot.botName ?? ERASED };
    return { ...bot, named, beat, status: botStatus({ ...bot, beat }, judged.now) };
  });
  const seen = (kind: NeedKind) => bots.filter((bot) => sees(kind, bot));
  const failing = seen('failing').flatMap((bot) => failure(bot, judged.runs.get(bot.botId)));
  const fails = new Set(failing.map(({ botId }) => botId));
  const all: Need[] = [
    ...failing,
    ...seen('error').flatMap((bot) => (fails.has(bot.botId) ? [] : fault(bot))),
    ...silence(seen('silent')),
    ...seen('queue').flatMap((bot) => queue(bot, judged.now)),
    ...seen('refusing').flatMap((bot) => refusal(bot, judged.refusals.get(bot.botId) ?? 0)),
    ...paused(judged.facts, seen('paused')),
    ...held(judged.facts, seen('held')),
    ...seen('access_requests').flatMap((bot) => askingFor(bot, judged.facts)),
    ...(sees('key_ending') ? ending(judged.facts, bots) : []),
    ...(sees('join_requests') ? asking(judged.facts) : []),
    ...(sees('invitations_expired') ? expired(judged.facts, seesAddresses) : []),
  ];
  return all.map((need) => ({ need, place: placeOf(need) })).sort(byPlace);
}

const byPlace = ({ place: one }: Placed, { place: other }: Placed): number =>
  compareNames(one[0], other[0]) || compareNames(one[1], other[1]) || compareNames(one[2], other[2]);

function placeOf(need: Need): Placed['place'] {
  const kind = String(needKinds.indexOf(need.kind)).padStart(2, '0');
  switch (need.kind) {
    case 'failing':
      return [kind, String(needWhen.failing.of - need.failed).padStart(2, '0'), need.botId];
    case 'silent':
    case 'join_requests':
    case 'invitations_expired':
      return [kind, '', ''];
    case 'queue':
    case 'access_requests':
      return [kind, need.oldestAt, need.botId];
    case 'paused':
      return [kind, need.since, need.triggerId];
    case 'held':
      return [kind, need.botName, `${need.botId} ${need.by}`];
    case 'key_ending':
      return [kind, need.expiresAt, need.keyId];
    case 'error':
    case 'refusing':
      return [kind, need.botName, need.botId];
  }
}

function failure({ enabled, named }: Bot, runs: JudgedRuns | undefined): Of<'failing'>[] {
  if (!enabled || !runs || runs.failed < needWhen.failing.atLeast || runs.failed * 2 < runs.ended) return [];
  const { failed, ended, failingSince, error } = runs;
  return [{ kind: 'failing', ...named, failed, of: ended, since: failingSince, error }];
}

const fault = ({ named, beat, status }: Bot): Of<'error'>[] =>
  beat && status === 'error' ? [{ kind: 'error', ...named, lastSeenAt: beat.at }] : [];

/** A bot that never spoke has not fallen silent. */
const isSilent = ({ status, beat }: Bot): boolean => status === 'offline' && beat !== undefined;

/** All that fell silent are one need: their machine or network is likely the same. */
function silence(bots: readonly Bot[]): Of<'silent'>[] {
  const silent = bots.filter(isSilent).sort((one, other) => compareNames(one.named.botName, other.named.botName));
  const beats = silent.flatMap(({ beat }) => (beat ? [beat] : []));
  const lastSeenAt = beats.map(({ at }) => at).reduce((one, other) => (one > other ? one : other), '');
  if (lastSeenAt === '') return [];
  const [host = null, ...others] = new Set(beats.map((beat) => beat.host));
  return [
    {
      kind: 'silent',
      bots: silent.slice(0, silent.length > NAMED ? NAMED - 1 : NAMED).map(({ named }) => named),
      count: silent.length,
      lastSeenAt,
      host: others.length === 0 ? host : null,
      waiting: silent.reduce((sum, { waiting }) => sum + waiting, 0),
    },
  ];
}

function queue(bot: Bot, now: Instant): Of<'queue'>[] {
  const { enabled, oldestAt, waiting, named } = bot;
  if (!enabled || oldestAt === null || isSilent(bot)) return [];
  const isLong = oldestAt <= plus(now, { minutes: -needWhen.queue.afterMinutes });
  return isLong ? [{ kind: 'queue', ...named, waiting, oldestAt }] : [];
}

const refusal = ({ enabled, named }: Bot, refused: number): Of<'refusing'>[] =>
  enabled || refused === 0 ? [] : [{ kind: 'refusing', ...named, refused }];

function paused({ triggers }: Facts, bots: readonly Bot[]): Of<'paused'>[] {
  const of = new Map(bots.map((bot) => [bot.botId, bot.named]));
  return triggers.flatMap((row) => {
    const bot = of.get(row.bot_id);
    if (!bot || row.paused_after === null || row.paused_at === null) return [];
    const trigger = { triggerId: row.trigger_id, triggerName: row.name ?? ERASED };
    return [{ kind: 'paused', ...bot, ...trigger, failures: row.paused_after, since: row.paused_at }];
  });
}

/** Of one bot by the same: one need. */
function held({ triggers }: Facts, bots: readonly Bot[]): Of<'held'>[] {
  const on = new Map<string, Facts['triggers'][number][]>();
  for (const row of triggers) if (row.enabled) on.set(row.bot_id, [...(on.get(row.bot_id) ?? []), row]);
  return bots.flatMap(({ botId, enabled, named }) => {
    const own = on.get(botId) ?? [];
    const by = enabled ? 'OWNER_GONE' : 'BOT_DISABLED';
    const [first] = [...own].sort((one, other) => compareNames(one.name ?? '', other.name ?? ''));
    if (!first) return [];
    const trigger = { triggerId: first.trigger_id, triggerName: first.name ?? ERASED };
    return [{ kind: 'held', ...named, ...trigger, count: own.length, by }];
  });
}

function ending({ keys }: Facts, bots: readonly Bot[]): Of<'key_ending'>[] {
  const of = new Map(bots.map((bot) => [bot.botId, bot.named]));
  return keys.map((row) => ({
    kind: 'key_ending',
    keyId: row.key_id,
    keyName: row.name ?? ERASED,
    bot: row.bot_id === null ? null : (of.get(row.bot_id) ?? null),
    expiresAt: row.expires_at,
  }));
}

function asking({ joinRequests }: Facts): Of<'join_requests'>[] {
  const oldestAt = joinRequests.map((row) => row.asked_at).sort()[0];
  return oldestAt === undefined ? [] : [{ kind: 'join_requests', count: joinRequests.length, oldestAt }];
}

function askingFor({ botId, named }: Bot, { accessRequests }: Facts): Of<'access_requests'>[] {
  const asked = accessRequests.filter((row) => row.bot_id === botId).map((row) => row.asked_at);
  const oldestAt = asked.sort()[0];
  return oldestAt === undefined ? [] : [{ kind: 'access_requests', ...named, count: asked.length, oldestAt }];
}

function expired({ invitations }: Facts, seesAddresses: boolean): Of<'invitations_expired'>[] {
  const [last, ...others] = [...invitations].sort((one, other) => (one.expires_at > other.expires_at ? -1 : 1));
  if (!last) return [];
  const email = seesAddresses && others.length === 0 ? last.email : null;
  return [{ kind: 'invitations_expired', count: invitations.length, email, expiredAt: last.expires_at }];
}

/** How many things need somebody, and the worst of them. */
export const countedOf = (placed: readonly Placed[]): { total: number; worst: Need | null } => ({
  total: placed.length,
  worst: placed[0]?.need ?? null,
});
