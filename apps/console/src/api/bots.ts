import { type CallOf, routes } from '@annals/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from './client';

const api = routes.automation;
export interface BotIds {
  organizationId: string;
  botId: string;
}
type Query = Readonly<Record<string, string | number | undefined>>;

/** The versions of a bot's configuration. */
export const versionsQuery = (of: BotIds, query: Query) =>
  queryOptions({
    queryKey: ['org', of.organizationId, 'versions', of.botId, query],
    queryFn: ({ signal }) => call(api.listVersions)({ ...query, ...of }, signal),
    placeholderData: keepPreviousData,
  });
/** What is in one of them. */
export const versionQuery = (of: BotIds, version: number) =>
  queryOptions({
    queryKey: ['org', of.organizationId, 'version', of.botId, version],
    queryFn: ({ signal }) => call(api.getVersion)({ ...of, version }, signal),
  });
/** What happened to a bot. */
export const timelineQuery = (of: BotIds, query: Query) =>
  queryOptions({
    queryKey: ['org', of.organizationId, 'timeline', of.botId, query],
    queryFn: ({ signal }) => call(api.readTimeline)({ ...query, ...of }, signal),
    placeholderData: keepPreviousData,
  });

export const publishVersion = (body: CallOf<typeof api.publishVersion>, key: string) =>
  call(api.publishVersion)(body, key);
export const rollBackVersion = (body: CallOf<typeof api.rollBackVersion>, key: string) =>
  call(api.rollBackVersion)(body, key);
export const retireBot = (body: CallOf<typeof api.retireBot>, key: string) => call(api.retireBot)(body, key);
