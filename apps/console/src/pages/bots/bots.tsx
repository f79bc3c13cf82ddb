import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { botsQuery, overviewQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';
import { Page } from '../../app/frame/page';
import { Filter, Pager, SearchField, Toolbar } from '../../components/toolbar';
import { useCursor } from '../../components/use-cursor';
import { BotPanel } from './bot-panel';
import { BotsTable } from './bots-table';
import classes from './bots.module.css';
import { kindWords } from './kinds';
import { RegisterDialog } from './register-dialog';
import { StatusCounts } from './status-counts';

const route = getRouteApi('/signed-in/organizations/$organizationId/bots');
const kinds = [
  { value: 'rpa', label: kindWords.rpa },
  { value: 'chat_agent', label: kindWords.chat_agent },
] as const;

/** All bots, what needs the reader first; a bot opens at the right. */
export function BotsPage() {
  const { organizationId, can } = useOrganization();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { search: text, status, kind, cursor } = search;
  const bots = useQuery(botsQuery(organizationId, { search: text, status, kind, cursor, sort: 'need', limit: 50 }));
  const counts = useQuery(overviewQuery(organizationId, 14)).data?.bots;
  const pages = useCursor(
    cursor,
    bots.data?.next ?? null,
    (to) => void navigate({ search: (before) => ({ ...before, cursor: to, row: undefined }) }),
  );
  const set = (next: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: !('row' in next) });
  const filter = (next: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, ...next, cursor: undefined }), replace: !('row' in next) });
  return (
    <Page
      title="Bots"
      panel={
        search.row === undefined ? undefined : (
          <BotPanel
            botId={search.row}
            bots={bots.data?.items ?? []}
            close={() => {
              set({ row: undefined });
            }}
            open={(row) => void navigate({ search: (before) => ({ ...before, row }), replace: true })}
          />
        )
      }
    >
      <div className={classes.head}>
        <StatusCounts
          counts={counts}
          status={status}
          choose={(chosen) => {
            filter({ status: chosen, row: undefined });
          }}
        />
        {can('bots:create') && (
          <Button
            leftSection={<IconPlus size={16} stroke={1.7} aria-hidden />}
            data-compact
            data-new
            onClick={() => {
              set({ new: 'bot' });
            }}
          >
            Register bot
          </Button>
        )}
      </div>
      <Toolbar end={<span className={classes.sorted}>Sorted by what needs you</span>}>
        <SearchField
          label="Search bots"
          value={text ?? ''}
          onChange={(value) => {
            filter({ search: value === '' ? undefined : value });
          }}
        />
        <Filter
          label="Kind"
          value={kind}
          options={kinds}
          onChange={(chosen) => {
            filter({ kind: chosen });
          }}
        />
      </Toolbar>
      <BotsTable
        bots={bots}
        filters={search}
        open={(row) => {
          set({ row });
        }}
        clear={() => {
          filter({ search: undefined, status: undefined, kind: undefined, row: undefined });
        }}
        register={() => {
          set({ new: 'bot' });
        }}
      />
      <Pager {...pages} words={['Back', 'More']} />
      {can('bots:create') && (
        <RegisterDialog
          opened={search.new === 'bot'}
          close={() => void navigate({ search: (before) => ({ ...before, new: undefined }), replace: true })}
          registered={(row) => void navigate({ search: { row }, replace: true })}
        />
      )}
    </Page>
  );
}
