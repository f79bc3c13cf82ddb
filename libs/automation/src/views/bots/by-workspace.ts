import { compareNames, type AnswerOf, type Bot as BotAnswer, type routes } from '@annals/contracts';
import type { z } from 'zod';

type Bot = Pick<z.output<typeof BotAnswer>, 'botId' | 'name' | 'workspaceId' | 'status'>;
type Item = AnswerOf<typeof routes.automation.listBotsByWorkspace>['items'][number];

/** Bots of each workspace by what they are doing. */
export function byWorkspace(bots: readonly Bot[]): Item[] {
  const found = new Map<string, Item>();
  for (const { botId, name, workspaceId, status } of inNeedFirst(bots)) {
    const item = found.get(workspaceId) ?? { workspaceId, bots: { ...none }, worst: null };
    item.bots[status] += 1;
    if (needs.includes(status)) item.worst ??= { botId, name };
    found.set(workspaceId, item);
  }
  return [...found.values()];
}

const none = { offline: 0, idle: 0, busy: 0, error: 0, disabled: 0 };
/** Disabled is what somebody wished. */
const needs: readonly Bot['status'][] = ['error', 'offline'];
const rank = ({ status }: Bot): number => (needs.includes(status) ? needs.indexOf(status) : needs.length);
const inNeedFirst = (bots: readonly Bot[]): readonly Bot[] =>
  [...bots].sort((one, other) => rank(one) - rank(other) || compareNames(one.name, other.name));
