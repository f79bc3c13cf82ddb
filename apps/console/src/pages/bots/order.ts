import { compareNames, type Bot, type BotKind, type BotStatus } from '@annals/contracts';
import type { z } from 'zod';

type AnyBot = z.output<typeof Bot>;
const urgency: readonly BotStatus[] = ['error', 'offline', 'disabled', 'busy', 'idle'];

/** Sorted by what needs the reader, then by name. */
export const byNeed = (bots: readonly AnyBot[]): AnyBot[] =>
  [...bots].sort(
    (one, other) => urgency.indexOf(one.status) - urgency.indexOf(other.status) || compareNames(one.name, other.name),
  );

/** Bots that match all filters that are set; text is looked for in name, host and version. */
export function matching(
  bots: readonly AnyBot[],
  filters: { search?: string | undefined; status?: BotStatus | undefined; kind?: AnyBot['kind'] | undefined },
): AnyBot[] {
  const text = (filters.search ?? '').toLowerCase();
  return bots.filter(
    (bot) =>
      (filters.status === undefined || bot.status === filters.status) &&
      (filters.kind === undefined || bot.kind === filters.kind) &&
      `${bot.name} ${bot.host ?? ''} ${bot.version ?? ''}`.toLowerCase().includes(text),
  );
}

/** How many bots have each status. */
export function byStatus(bots: readonly AnyBot[]): Record<BotStatus, number> {
  const counts: Record<BotStatus, number> = { error: 0, offline: 0, busy: 0, idle: 0, disabled: 0 };
  for (const bot of bots) counts[bot.status] += 1;
  return counts;
}

export const kindWords: Readonly<Record<BotKind, string>> = { rpa: 'RPA bot', chat_agent: 'Chat agent' };
