import type { Bot, Run } from '@annals/contracts';
import type { z } from 'zod';
import { clock, relative } from '../../format/time';
import { list, plural } from '../../format/words';

type AnyBot = Pick<z.output<typeof Bot>, 'botId' | 'name' | 'status' | 'enabled' | 'lastHeartbeatAt' | 'host'>;
type AnyRun = Pick<z.output<typeof Run>, 'botId' | 'status' | 'requestedAt' | 'error'>;

/** Something that needs the reader: what, why and since when, and where to act. */
export interface Need { kind: 'failing' | 'silent' | 'refusing'; title: string; cause: string; bots: readonly string[] }

const judged = 15;

/** What needs the reader, worst first, five at most. @param runs the newest runs, newest first */
export function needs(bots: readonly AnyBot[], runs: readonly AnyRun[], now: number): Need[] {
  const failing = bots.flatMap((bot) => failure(bot, runs, now));
  const silent = silence(bots.filter((bot) => bot.status === 'offline' && bot.enabled && bot.lastHeartbeatAt !== null), now);
  const refusing = bots.filter((bot) => !bot.enabled).flatMap((bot) => refusals(bot, runs, now));
  return [...failing, ...silent, ...refusing].slice(0, 5);
}

function failure(bot: AnyBot, runs: readonly AnyRun[], now: number): Need[] {
  if (!bot.enabled) return [];
  const last = runs.filter((run) => run.botId === bot.botId && (run.status === 'succeeded' || run.status === 'failed')).slice(0, judged);
  const failed = last.filter((run) => run.status === 'failed');
  const newest = failed[0];
  if (newest !== undefined && failed.length >= 3 && failed.length * 2 >= last.length) {
    const streak = last.findIndex((run) => run.status === 'succeeded');
    const first = last[(streak === -1 ? last.length : streak) - 1];
    const since = first === undefined ? '' : `First ${relative(first.requestedAt, now)}. `;
    return [{ kind: 'failing', title: `${bot.name} is failing: ${failed.length} of its last ${plural(last.length, 'run')}`, cause: `${since}${newest.error === null ? '' : `“${newest.error}”`}`.trim(), bots: [bot.botId] }];
  }
  return bot.status === 'error' ? [{ kind: 'failing', title: `${bot.name} reports an error`, cause: bot.lastHeartbeatAt === null ? '' : `Last heard of ${relative(bot.lastHeartbeatAt, now)}.`, bots: [bot.botId] }] : [];
}

function silence(bots: readonly AnyBot[], now: number): Need[] {
  const first = bots[0];
  if (first === undefined || first.lastHeartbeatAt === null) return [];
  const named = bots.length > 3 ? `${bots.slice(0, 2).map((bot) => bot.name).join(', ')} and ${bots.length - 2} more` : list(bots.map((bot) => bot.name));
  const latest = bots.reduce((late, bot) => (bot.lastHeartbeatAt !== null && bot.lastHeartbeatAt > late ? bot.lastHeartbeatAt : late), first.lastHeartbeatAt);
  const hosts = [...new Set(bots.flatMap((bot) => (bot.host === null ? [] : [bot.host])))];
  return [{ kind: 'silent', title: `${named} ${bots.length === 1 ? 'is' : 'are'} silent`, cause: `Last heard of ${relative(latest, now)}, at ${clock(latest, false)} UTC${hosts.length === 1 ? `, on host ${hosts[0]}` : ''}.`, bots: bots.map((bot) => bot.botId) }];
}

function refusals(bot: AnyBot, runs: readonly AnyRun[], now: number): Need[] {
  const day = now - 24 * 3_600_000;
  const refused = runs.filter((run) => run.botId === bot.botId && run.status === 'refused' && new Date(run.requestedAt).getTime() > day).length;
  return refused === 0 ? [] : [{ kind: 'refusing', title: `${bot.name} is disabled and is still asked to run`, cause: `${plural(refused, 'run was', 'runs were')} refused in the last 24 hours.`, bots: [bot.botId] }];
}
