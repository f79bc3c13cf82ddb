import { routes, type AnswerOf, type CallOf } from '@annals/contracts';
import { queryOptions } from '@tanstack/react-query';
import { call } from './client';

const api = routes.automation;
export type EmergencyStop = AnswerOf<typeof api.listEmergencyStops>['items'][number];
export type StopTarget = Pick<EmergencyStop, 'scope' | 'targetId'>;
type Said = Omit<CallOf<typeof api.stopOrganizationRuns>, 'organizationId'>;

/** Where all runs are stopped now, as far as one answer says. */
export const emergencyStopsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['org', organizationId, 'emergency-stops'],
    queryFn: ({ signal }) => call(api.listEmergencyStops)({ organizationId, limit: 200 }, signal),
  });

/** Stops all runs of the organization, a workspace or a bot. */
export function stopAllRuns(organizationId: string, { scope, targetId, ...said }: StopTarget & Said, key: string) {
  if (scope === 'bot') return call(api.stopBotRuns)({ organizationId, botId: targetId, ...said }, key);
  if (scope === 'workspace')
    return call(api.stopWorkspaceRuns)({ organizationId, workspaceId: targetId, ...said }, key);
  return call(api.stopOrganizationRuns)({ organizationId, ...said }, key);
}

type Lifting = StopTarget & { reason?: string };

/** Lets them start again. */
export function liftStop(organizationId: string, { scope, targetId, ...said }: Lifting, key: string) {
  if (scope === 'bot') return call(api.liftBotStop)({ organizationId, botId: targetId, ...said }, key);
  if (scope === 'workspace')
    return call(api.liftWorkspaceStop)({ organizationId, workspaceId: targetId, ...said }, key);
  return call(api.liftOrganizationStop)({ organizationId, ...said }, key);
}
