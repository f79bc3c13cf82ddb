import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { botsQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';
import { Page } from '../../app/frame/page';
import { Filter, SearchField, Toolbar } from '../../components/toolbar';
import { BotPanel } from './bot-panel';
import { BotsTable } from './bots-table';
import classes from './bots.module.css';
import { byNeed, byStatus, kindWords, matching } from './order';
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
  const bots = useQuery(botsQuery(organizationId));
  const all = bots.data?.items ?? [];
  const shown = byNeed(matching(all, search));
  const set = (next: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: !('row' in next) });
  return (
    <Page
      title="Bots"
      panel={
        search.row === undefined ? undefined : (
          <BotPanel
            botId={search.row}
            bots={shown}
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
          counts={byStatus(all)}
          status={search.status}
          choose={(status) => {
            set({ status, row: undefined });
          }}
        />
        {can('bots:create') && (
          <Button
            leftSection={<IconPlus size={16} stroke={1.7} aria-hidden />}
            className={classes.new}
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
          value={search.search ?? ''}
          onChange={(value) => {
            set({ search: value === '' ? undefined : value });
          }}
        />
        <Filter
          label="Kind"
          value={search.kind}
          options={kinds}
          onChange={(kind) => {
            set({ kind });
          }}
        />
      </Toolbar>
      <BotsTable
        bots={bots}
        shown={shown}
        filters={search}
        open={(row) => {
          set({ row });
        }}
        clear={() => {
          set({ search: undefined, status: undefined, kind: undefined, row: undefined });
        }}
        register={() => {
          set({ new: 'bot' });
        }}
      />
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
