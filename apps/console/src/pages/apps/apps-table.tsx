import { type Apps, grantLevelName, inWords } from '@annals/contracts';
import { Button, VisuallyHidden } from '@mantine/core';
import { IconApps } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { withdrawAccess } from '../../api/app-grants';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { ThingAvatar } from '../../components/avatar';
import { type Column, DataTable } from '../../components/data-table';
import { Behind, InlineError, LoadFailure } from '../../components/failure';
import { NoMatch } from '../../components/page-states';
import { SkeletonRows } from '../../components/skeleton';
import { StateBox } from '../../components/state-box';
import { toast } from '../../components/toasts';
import { When } from '../../components/when';
import { inSentence } from '../../format/words';
import { kindWords } from '../bots/kinds';
import classes from './apps.module.css';
import { useHeld } from './use-held';
import { type AnyApp, heldWords } from './words';

interface Props {
  apps: UseQueryResult<z.output<typeof Apps>>;
  filtered: boolean;
  clear: () => void;
  ask: (botId: string) => void;
}

/** The rows, or why there are none. */
export function AppsTable({ apps, filtered, clear, ask }: Props) {
  const { organizationId, can } = useOrganization();
  const heldBy = useHeld();
  if (apps.data === undefined)
    return apps.error === null ? (
      <SkeletonRows />
    ) : (
      <LoadFailure what="list of apps" error={apps.error} retry={() => void apps.refetch()} />
    );
  const { items } = apps.data;
  if (items.length === 0 && filtered) return <NoMatch what="apps" words="" clear={clear} />;
  if (items.length === 0)
    return (
      <StateBox
        icon={IconApps}
        title="No apps yet"
        actions={
          can('bots:create') && (
            <Button
              variant="default"
              renderRoot={(props) => (
                <Link
                  {...props}
                  to="/organizations/$organizationId/bots"
                  params={{ organizationId }}
                  search={{ new: 'bot' }}
                />
              )}
            >
              Register bot
            </Button>
          )
        }
      >
        {can('bots.catalogue:read')
          ? 'Every bot of the organization is listed here, with who owns it.'
          : 'Bots that are shared with you are listed here.'}
      </StateBox>
    );
  const may = (app: AnyApp): string => heldWords(heldBy(app).held, app.granted);
  const act = (app: AnyApp): ReactNode =>
    app.requested === null ? (
      heldBy(app).asks && (
        <Button
          variant="default"
          aria-label={`Ask for access to ${app.name}`}
          onClick={() => {
            ask(app.botId);
          }}
        >
          Ask for access…
        </Button>
      )
    ) : (
      <Asked app={app} requested={app.requested} />
    );
  return (
    <>
      <Behind error={apps.failureReason} />
      <DataTable
        label="Apps"
        columns={columns(may, act)}
        rows={items}
        rowKey={({ botId }) => botId}
        small={small(may, act)}
      />
    </>
  );
}

/** What the reader asks for, and nobody has answered; they can take it back. */
function Asked({ app, requested }: { app: AnyApp; requested: NonNullable<AnyApp['requested']> }) {
  const { organizationId } = useOrganization();
  const { accessRequestId, level, askedAt } = requested;
  const withdraw = useCommand((_: object, key: string) => withdrawAccess({ organizationId, accessRequestId }, key), {
    organizationId,
    onDone: () => {
      toast({ text: `Withdrew your request for ${app.name}.` });
    },
  });
  return (
    <span className={classes.asked}>
      <span className={classes.under}>
        Asked: {inSentence(grantLevelName(level))}, <When at={askedAt} />
      </span>
      <Button
        variant="default"
        loading={withdraw.pending}
        aria-label={`Withdraw your request for ${app.name}`}
        onClick={() => void withdraw.run({})}
      >
        Withdraw
      </Button>
      <InlineError error={withdraw.error} />
    </span>
  );
}

const ownerOf = ({ ownerId, ownerAlias }: AnyApp): string => (ownerId === null ? '–' : (ownerAlias ?? '[erased]'));

/** It leads to the bot where the reader sees it. */
function Name({ app: { botId, name, kind, mine } }: { app: AnyApp }) {
  const { organizationId } = useOrganization();
  return (
    <span className={classes.app}>
      <ThingAvatar kind={kind} />
      <span className={classes.names}>
        {mine ? (
          <Link to="/organizations/$organizationId/bots/$botId" params={{ organizationId, botId }}>
            {name}
          </Link>
        ) : (
          <span>{name}</span>
        )}
        <span className={classes.under}>{inWords(kindWords, kind)}</span>
      </span>
    </span>
  );
}

type Says = (app: AnyApp) => string;
type Acts = (app: AnyApp) => ReactNode;

const columns = (may: Says, act: Acts): readonly Column<AnyApp>[] => [
  { key: 'app', head: 'App', cell: (app) => <Name app={app} /> },
  { key: 'owner', head: 'Owner', spare: 1, cell: ownerOf },
  { key: 'may', head: 'What you may', cell: may },
  { key: 'act', head: <VisuallyHidden>Ask</VisuallyHidden>, end: true, cell: act },
];

const small = (may: Says, act: Acts) => (app: AnyApp) => (
  <div className={classes.small}>
    <div className={classes.line}>
      <Name app={app} />
      <span className={classes.may}>{may(app)}</span>
    </div>
    <div className={classes.line}>
      <span className={classes.under}>Owner: {ownerOf(app)}</span>
      {act(app)}
    </div>
  </div>
);
