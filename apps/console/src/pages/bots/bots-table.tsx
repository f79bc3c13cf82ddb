import { type Bot, type Bots, type BotStatus, inWords } from '@annals/contracts';
import { Button } from '@mantine/core';
import { IconRobot } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { useOrganization } from '../../app/frame/frame-context';
import { ThingAvatar } from '../../components/avatar';
import { type Column, DataTable } from '../../components/data-table';
import { Behind, LoadFailure } from '../../components/failure';
import { NoMatch } from '../../components/page-states';
import { SkeletonRows } from '../../components/skeleton';
import { StateBox } from '../../components/state-box';
import { botLooks, Status } from '../../components/status';
import { When } from '../../components/when';
import { count, share } from '../../format/words';
import { BotSwitch } from './bot-switch';
import classes from './bots.module.css';
import { Doing } from './doing';
import { kindWords } from './kinds';

type AnyBot = z.output<typeof Bot>;
interface Props {
  bots: UseQueryResult<z.output<typeof Bots>>;
  filters: {
    search?: string | undefined;
    status?: BotStatus | undefined;
    kind?: AnyBot['kind'] | undefined;
    row?: string | undefined;
  };
  open: (botId: string) => void;
  clear: () => void;
  register: () => void;
}

/** The rows, or why there are none. */
export function BotsTable({ bots, filters, open, clear, register }: Props) {
  const { can } = useOrganization();
  if (bots.data === undefined)
    return bots.error === null ? (
      <SkeletonRows />
    ) : (
      <LoadFailure what="list of bots" error={bots.error} retry={() => void bots.refetch()} />
    );
  const shown = bots.data.items;
  const isFiltered = [filters.search, filters.status, filters.kind].some((filter) => filter !== undefined);
  if (shown.length === 0 && !isFiltered) {
    return (
      <StateBox
        icon={IconRobot}
        title="No bots yet"
        actions={
          can('bots:create') && (
            <Button variant="default" onClick={register}>
              Register bot
            </Button>
          )
        }
      >
        Programs that do work and agents that talk appear here, with what they are doing now.
      </StateBox>
    );
  }
  if (shown.length === 0)
    return (
      <NoMatch
        what="bots"
        words={[
          filters.status === undefined ? '' : `Status is ${botLooks[filters.status].word}.`,
          filters.kind === undefined ? '' : `Kind is ${inWords(kindWords, filters.kind)}.`,
          filters.search === undefined ? '' : `Name, host or version has “${filters.search}”.`,
        ].join(' ')}
        clear={clear}
      />
    );
  return (
    <>
      <Behind error={bots.failureReason} />
      <DataTable
        label="Bots"
        columns={columns}
        rows={shown}
        rowKey={(bot) => bot.botId}
        selected={filters.row}
        open={(bot) => {
          open(bot.botId);
        }}
        small={small}
      />
    </>
  );
}

function Name({ bot }: { bot: AnyBot }) {
  return (
    <span className={classes.bot}>
      <ThingAvatar kind={bot.kind} />
      <span className={classes.names}>
        <span>{bot.name}</span>
        <span className={classes.kind}>
          {inWords(kindWords, bot.kind)}
          {bot.version === null ? '' : ` · ${bot.version}`}
        </span>
      </span>
    </span>
  );
}

const columns: readonly Column<AnyBot>[] = [
  { key: 'bot', head: 'Bot', opens: true, cell: (bot) => <Name bot={bot} /> },
  { key: 'status', head: 'Status', cell: (bot) => <Status look={botLooks[bot.status]} /> },
  { key: 'doing', head: 'Doing', spare: 1, cell: (bot) => <Doing bot={bot} /> },
  { key: 'runs', head: 'Runs', end: true, spare: 2, cell: (bot) => count(bot.runs) },
  {
    key: 'succeeded',
    head: 'Succeeded',
    end: true,
    spare: 1,
    cell: (bot) => (
      <span data-bad={(bot.runs > 0 && bot.failed / bot.runs >= 0.1) || undefined} className={classes.share}>
        {share(bot.runs - bot.failed, bot.runs)}
      </span>
    ),
  },
  { key: 'seen', head: 'Last seen', end: true, cell: (bot) => <When at={bot.lastSeenAt} /> },
  { key: 'enabled', head: 'Enabled', end: true, cell: (bot) => <BotSwitch bot={bot} /> },
];

const small = (bot: AnyBot, name: (content: ReactNode) => ReactNode) => (
  <div className={classes.small}>
    <div>
      {name(<Name bot={bot} />)}
      <p className={classes.doing}>
        <Doing bot={bot} />
      </p>
    </div>
    <div className={classes.right}>
      <Status look={botLooks[bot.status]} />
      <BotSwitch bot={bot} />
    </div>
  </div>
);
