import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { appsQuery } from '../../api/app-grants';
import { useOrganization } from '../../app/frame/frame-context';
import { Page } from '../../app/frame/page';
import { Forbidden } from '../../components/page-states';
import { Pager, SearchField, Toolbar } from '../../components/toolbar';
import { useCursor } from '../../components/use-cursor';
import { AppsTable } from './apps-table';
import { AskDialog } from './ask-dialog';
import classes from './apps.module.css';

const route = getRouteApi('/signed-in/organizations/$organizationId/apps');

/** The catalogue, for who sees apps: all where the organization shows them, else their own. */
export function AppsPage() {
  const { can } = useOrganization();
  const sees = can('bots.catalogue:read') || can('bots:read');
  return <Page title="Apps">{sees ? <Catalogue /> : <Forbidden what="apps" needs="bots.catalogue:read" />}</Page>;
}

function Catalogue() {
  const { organizationId } = useOrganization();
  const { search: text, cursor, ask } = route.useSearch();
  const navigate = route.useNavigate();
  const apps = useQuery(appsQuery(organizationId, { search: text, cursor, limit: 50 }));
  const pages = useCursor(
    cursor,
    apps.data?.next ?? null,
    (to) => void navigate({ search: (before) => ({ ...before, cursor: to }) }),
  );
  const find = (value: string) => void navigate({ search: value === '' ? {} : { search: value }, replace: true });
  const askFor = (botId: string | undefined) =>
    void navigate({ search: (before) => ({ ...before, ask: botId }), replace: true });
  return (
    <>
      <Toolbar end={<span className={classes.sorted}>Sorted by name</span>}>
        <SearchField label="Search apps" value={text ?? ''} onChange={find} />
      </Toolbar>
      <AppsTable
        apps={apps}
        filtered={text !== undefined}
        clear={() => {
          find('');
        }}
        ask={askFor}
      />
      <AskDialog
        app={apps.data?.items.find(({ botId }) => botId === ask)}
        close={() => {
          askFor(undefined);
        }}
      />
      <Pager {...pages} words={['Back', 'More']} />
    </>
  );
}
