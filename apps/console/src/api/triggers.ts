import { type AskedOf, type CallOf, routes } from '@annals/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from './client';

const api = routes.automation;
type Query = Readonly<Record<string, string | number | undefined>>;
export interface TriggerIds {
  organizationId: string;
  triggerId: string;
}
export type Preview = Omit<CallOf<typeof api.previewSchedule>, 'organizationId'>;
export type Settings = Omit<AskedOf<typeof api.updateTrigger>, 'organizationId' | 'triggerId'>;

export const triggersQuery = (organizationId: string, query: Query) =>
  queryOptions({
    queryKey: ['org', organizationId, 'triggers', query],
    queryFn: ({ signal }) => call(api.listTriggers)({ ...query, organizationId }, signal),
    placeholderData: keepPreviousData,
  });
export const triggerQuery = (of: TriggerIds) =>
  queryOptions({
    queryKey: ['org', of.organizationId, 'trigger', of.triggerId],
    queryFn: ({ signal }) => call(api.getTrigger)(of, signal),
  });
export const firesQuery = (of: TriggerIds, query: Query) =>
  queryOptions({
    queryKey: ['org', of.organizationId, 'fires', of.triggerId, query],
    queryFn: ({ signal }) => call(api.listFires)({ ...query, ...of }, signal),
    placeholderData: keepPreviousData,
  });
/** What its last due times came to. */
export const fireFiguresQuery = (of: TriggerIds) =>
  queryOptions({
    queryKey: ['org', of.organizationId, 'fires', of.triggerId, 'figures'],
    queryFn: ({ signal }) => call(api.getFireFigures)(of, signal),
  });
/** When a schedule would fire, by the server that fires. */
export const scheduleQuery = (organizationId: string, preview: Preview) =>
  queryOptions({
    queryKey: ['org', organizationId, 'schedule', preview],
    queryFn: ({ signal }) => call(api.previewSchedule)({ organizationId, ...preview }, signal),
    placeholderData: keepPreviousData,
  });

export const createTrigger = (body: CallOf<typeof api.createTrigger>, key: string) =>
  call(api.createTrigger)(body, key);
export const updateTrigger = (body: CallOf<typeof api.updateTrigger>, key: string) =>
  call(api.updateTrigger)(body, key);
export const enableTrigger = (of: TriggerIds, key: string) => call(api.enableTrigger)(of, key);
export const disableTrigger = (of: TriggerIds, key: string) => call(api.disableTrigger)(of, key);
export const fireTrigger = (of: TriggerIds, key: string) => call(api.fireTrigger)(of, key);
export const rotateTriggerSecret = (of: TriggerIds, key: string) => call(api.rotateTriggerSecret)(of, key);
export const deleteTrigger = (body: CallOf<typeof api.deleteTrigger>, key: string) =>
  call(api.deleteTrigger)(body, key);
export const changeTriggers = (body: CallOf<typeof api.changeTriggers>, key: string) =>
  call(api.changeTriggers)(body, key);
export const reassignTrigger = (body: CallOf<typeof api.reassignTrigger>, key: string) =>
  call(api.reassignTrigger)(body, key);
