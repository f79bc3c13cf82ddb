import { inWords } from '@annals/contracts';
import { useQuery } from '@tanstack/react-query';
import { everyBotQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';
import { useWorkspaceNames } from '../../components/use-workspace-names';
import { plural } from '../../format/words';
import { kindWords } from '../bots/kinds';

/** What is said of a bot beside its name, to those who may see bots. */
export interface BotFacts {
  /** What it is, where: "RPA bot · Customs". */
  readonly about: string;
  readonly used: string;
  readonly isRunning: boolean;
}

/** By the id of a bot; empty until they are read. */
export function useBotFacts(isAsked: boolean): ReadonlyMap<string, BotFacts> {
  const { organizationId, can } = useOrganization();
  const bots = useQuery({ ...everyBotQuery(organizationId), enabled: isAsked && can('bots:read') });
  const workspaces = useWorkspaceNames();
  return new Map(
    (bots.data ?? []).map(({ botId, kind, enabled, workspaceId, runs, currentRunId }) => [
      botId,
      {
        about: [inWords(kindWords, kind), workspaces.get(workspaceId), enabled ? undefined : 'Disabled']
          .filter((each) => each !== undefined)
          .join(' · '),
        used: runs === 0 ? 'Never' : plural(runs, 'run'),
        isRunning: currentRunId !== null,
      },
    ]),
  );
}
