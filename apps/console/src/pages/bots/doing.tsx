import type { Bot } from '@annals/contracts';
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { runQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';
import { clock, date, utcDay } from '../../format/time';

/** What a bot does at the moment, or since when nothing is heard of it. */
export function Doing({ bot }: { bot: z.output<typeof Bot> }) {
  const { organizationId, can } = useOrganization();
  const run = useQuery({
    ...runQuery(organizationId, bot.currentRunId ?? ''),
    enabled: bot.currentRunId !== null && can('runs:read'),
  }).data;
  if (!bot.enabled) return bot.locked?.reason ?? bot.disabled?.reason ?? 'Takes no runs';
  if (bot.lastSeenAt === null) return 'Waits for its first heartbeat';
  if (bot.status === 'offline')
    return (
      <>
        Silent since{' '}
        {utcDay(bot.lastSeenAt) === utcDay(Date.now()) ? `${clock(bot.lastSeenAt, false)} UTC` : date(bot.lastSeenAt)}
      </>
    );
  if (bot.currentRunId === null)
    return bot.status === 'error'
      ? 'Reports an error'
      : bot.status === 'idle'
        ? 'Waits for work'
        : 'Busy, not with a run';
  const progress = run?.progress ?? null;
  return progress === null
    ? 'In a run'
    : `Run ${Math.round(progress.percent)} %${progress.message === null ? '' : `: ${progress.message}`}`;
}
