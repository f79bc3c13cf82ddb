import { inWords } from '@annals/contracts';
import { useQuery } from '@tanstack/react-query';
import { everyBotQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';
import { useWorkspaceNames } from '../../components/use-workspace-names';
import { kindWords } from '../bots/kinds';

/** What a bot is, and where, to those who may see bots: "RPA bot · Customs". By its id; empty until they are read. */
export function useAboutBots(isAsked: boolean): ReadonlyMap<string, string> {
  const { organizationId, can } = useOrganization();
  const bots = useQuery({ ...everyBotQuery(organizationId), enabled: isAsked && can('bots:read') });
  const workspaces = useWorkspaceNames();
  return new Map(
    (bots.data ?? []).map(({ botId, kind, enabled, workspaceId }) => [
      botId,
      [inWords(kindWords, kind), workspaces.get(workspaceId), enabled ? undefined : 'Disabled']
        .filter((each) => each !== undefined)
        .join(' · '),
    ]),
  );
}
