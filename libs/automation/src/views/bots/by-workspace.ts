import type { AnswerOf, Bot as BotAnswer, routes } from '@annals/contracts';
import type { z } from 'zod';

type Bot = Pick<z.output<typeof BotAnswer>, 'workspaceId' | 'status'>;
type Item = AnswerOf<typeof routes.automation.listBotsByWorkspace>['items'][number];

/** Bots of each workspace by what they are doing. */
export function byWorkspace(bots: readonly Bot[]): Item[] {
  const found = new Map<string, Item>();
  for (const { workspaceId, status } of bots) {
    const item = found.get(workspaceId) ?? { workspaceId, bots: { ...none } };
    item.bots[status] += 1;
    found.set(workspaceId, item);
  }
  return [...found.values()];
}

const none = { offline: 0, idle: 0, busy: 0, error: 0, disabled: 0 };
