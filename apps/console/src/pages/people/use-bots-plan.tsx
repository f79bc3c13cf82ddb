import type { Member } from '@annals/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { z } from 'zod';
import type { BotsGoTo as Choice } from '../../api/organization';
import { belongingsQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';
import { BotsGoTo } from '../../components/bots-go-to';

interface Plan {
  /** What is asked about their bots; undefined where there is nothing to ask, or nobody knows yet. */
  readonly choice: ReactNode | undefined;
  readonly botsGoTo: Choice | undefined;
  /** Whether it is known where everything goes. */
  readonly settled: boolean;
}

/**
 * W4: what becomes of somebody's bots when they go. Who may not see what they own is told by the answer that a plan is
 * missing. @param asked whether it matters now
 */
export function useBotsPlan({ personId }: z.output<typeof Member>, asked: boolean): Plan {
  const { organizationId, can } = useOrganization();
  const sees = can('members.belongings:read');
  const owned = useQuery({ ...belongingsQuery(organizationId, personId), enabled: asked && sees }).data;
  const [botsGoTo, setBotsGoTo] = useState<Choice | undefined>();
  const isChosen = botsGoTo !== undefined && botsGoTo !== '';
  const choice =
    owned !== undefined && owned.botsTotal > 0 ? (
      <BotsGoTo
        names={owned.bots.map((bot) => bot.name)}
        total={owned.botsTotal}
        personId={personId}
        chosen={botsGoTo}
        onChange={setBotsGoTo}
      />
    ) : undefined;
  return { choice, botsGoTo, settled: !sees || (owned !== undefined && (owned.botsTotal === 0 || isChosen)) };
}
