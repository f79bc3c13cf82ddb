import { type CallOf, routes } from '@annals/contracts';
import { queryOptions } from '@tanstack/react-query';
import { call } from './client';
import { everyRow } from './every-row';

const api = routes.automation;

/** The links of a bot: there are few. */
export const shareLinksQuery = (organizationId: string, botId: string) =>
  queryOptions({
    queryKey: ['org', organizationId, 'share-links', botId],
    queryFn: async ({ signal }) =>
      (
        await everyRow(
          (page) => call(api.listShareLinks)({ ...page, organizationId, botId }, signal),
          ({ items }) => items,
        )
      ).rows,
  });

export type NewLink = Omit<CallOf<typeof api.makeShareLink>, 'organizationId' | 'botId'>;
export type NewCopy = Omit<CallOf<typeof api.copyBot>, 'organizationId' | 'botId'>;
export const makeShareLink = call(api.makeShareLink);
export const revokeShareLink = call(api.revokeShareLink);
/** Changes nothing, so any key does. */
export const previewShareLink = (organizationId: string, secret: string) =>
  call(api.previewShareLink)({ organizationId, secret }, crypto.randomUUID());
export const acceptShareLink = call(api.acceptShareLink);
export const copyByLink = call(api.copyByLink);
export const copyBot = call(api.copyBot);
