import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { useOrganization } from '../../app/frame/frame-context';
import type { botSearch } from '../../app/page-search';

const route = getRouteApi('/signed-in/organizations/$organizationId/bots/$botId');
type Dialog = NonNullable<z.output<typeof botSearch>['new']>;

/** Makes links that open a dialog of the page, so that it has an address. */
export function useDialogLink(botId: string) {
  const { organizationId } = useOrganization();
  const search = route.useSearch();
  return (dialog: Dialog, to?: number) =>
    (props: object): ReactNode => (
      <Link
        {...props}
        to="/organizations/$organizationId/bots/$botId"
        params={{ organizationId, botId }}
        search={{ ...search, new: dialog, to }}
      />
    );
}
