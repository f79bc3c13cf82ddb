import type { Bot, StopScope } from '@annals/contracts';
import { useState } from 'react';
import type { z } from 'zod';
import { useOrganization } from '../../app/frame/frame-context';
import { useWorkspaceNames } from '../../components/use-workspace-names';

type AnyBot = z.output<typeof Bot>;

/** What all runs are stopped of, among what the reader may stop. @param botId the bot that it is asked for */
export function useStopTarget(bots: readonly AnyBot[], botId: string | undefined) {
  const { organizationId, can } = useOrganization();
  const names = useWorkspaceNames();
  const workspaces = [...names].filter(([workspaceId]) => can('bots:emergency_stop', workspaceId));
  const stoppable = bots.filter(({ workspaceId }) => can('bots:emergency_stop', workspaceId));
  // By what the reader may, not by what is read already: it opens at once, and nothing in it moves.
  const narrower: readonly StopScope[] = can('bots:emergency_stop') ? ['workspace', 'bot'] : [];
  const scopes: readonly StopScope[] = [...(can('org:emergency_stop') ? (['organization'] as const) : []), ...narrower];
  const [asked, setScope] = useState<StopScope | undefined>(botId === undefined ? undefined : 'bot');
  const scope = asked ?? scopes[0] ?? 'organization';
  const [chosen, choose] = useState<string | null>(botId ?? null);
  const targetId = scope === 'organization' ? organizationId : chosen;
  const reached = bots.filter((bot) => [organizationId, bot.workspaceId, bot.botId].includes(targetId ?? ''));
  return {
    scope,
    setScope: (next: StopScope) => {
      setScope(next);
      choose(null);
    },
    scopes,
    targetId,
    choose,
    workspaces,
    bots: stoppable,
    busy: reached.filter(({ status }) => status === 'busy').length,
    name: names.get(targetId ?? '') ?? bots.find((bot) => bot.botId === targetId)?.name,
  };
}

export type ChosenTarget = ReturnType<typeof useStopTarget>;
