import { type RunStatus, runStatus, type Triggers } from '@annals/contracts';
import { Button } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { useOrganization } from '../../app/frame/frame-context';
import { type Column, DataTable } from '../../components/data-table';
import { Behind, LoadFailure } from '../../components/failure';
import { NoMatch } from '../../components/page-states';
import { SkeletonRows } from '../../components/skeleton';
import { StateBox } from '../../components/state-box';
import { runLooks, Status } from '../../components/status';
import { exact } from '../../format/time';
import { useChoice } from '../../components/use-choice';
import { ChosenTriggers } from './chosen';
import { TriggerSwitch } from './trigger-switch';
import classes from './triggers.module.css';
import { type AnyTrigger, kindIcons, lookOf, whenWords } from './words';

interface Props {
  triggers: UseQueryResult<z.output<typeof Triggers>>;
  filtered: boolean;
  clear: () => void;
}

/** The rows, or why there are none. */
export function TriggersTable({ triggers, filtered, clear }: Props) {
  const { organizationId, can } = useOrganization();
  const navigate = useNavigate();
  const params = { organizationId };
  const choice = useChoice(triggers.data?.items ?? [], { keyOf, nameOf });
  const chooses = can('triggers:toggle') || can('triggers:create');
  if (triggers.data === undefined)
    return triggers.error === null ? (
      <SkeletonRows />
    ) : (
      <LoadFailure what="list of triggers" error={triggers.error} retry={() => void triggers.refetch()} />
    );
  const { items } = triggers.data;
  if (items.length === 0 && filtered) return <NoMatch what="triggers" words="" clear={clear} />;
  if (items.length === 0)
    return (
      <StateBox
        icon={IconBolt}
        title="No triggers yet"
        actions={
          can('triggers:create') && (
            <Button
              variant="default"
              renderRoot={(props) => (
                <Link to="/organizations/$organizationId/triggers/new" params={params} {...props} />
              )}
            >
              New trigger
            </Button>
          )
        }
      >
        What makes bots run by itself appears here: schedules, signed calls, and ends of other runs.
      </StateBox>
    );
  return (
    <>
      <Behind error={triggers.failureReason} />
      {choice.chosen.length > 0 && <ChosenTriggers triggers={choice.chosen} clear={choice.clear} />}
      <DataTable
        label="Triggers"
        columns={chooses ? [choice.column, ...columns] : columns}
        rows={items}
        rowKey={keyOf}
        open={({ triggerId }) =>
          void navigate({ to: '/organizations/$organizationId/triggers/$triggerId', params: { ...params, triggerId } })
        }
        small={small(chooses ? choice.box : () => null)}
      />
    </>
  );
}

const keyOf = ({ triggerId }: AnyTrigger): string => triggerId;
const nameOf = ({ name }: AnyTrigger): string => name;

function Name({ trigger }: { trigger: AnyTrigger }) {
  const Icon = kindIcons[trigger.kind] ?? IconBolt;
  return (
    <span className={classes.trigger}>
      <span className={classes.kind}>
        <Icon size={16} stroke={1.7} aria-hidden />
      </span>
      <span className={classes.names}>
        <span>{trigger.name}</span>
        <span className={classes.under}>{trigger.botName}</span>
      </span>
    </span>
  );
}

/** What comes next, or what it waits for. */
function nextWords({ next: [next], kind, enabled, held }: AnyTrigger): string {
  if (!enabled) return '–';
  if (held !== null) return held === 'BOT_DISABLED' ? 'when enabled' : '–';
  if (kind !== 'schedule') return 'on arrival';
  return next === undefined ? '–' : exact(next).replace(/:00 UTC$/, '');
}

function Last({ last }: Pick<AnyTrigger, 'last'>) {
  const status = runStatus.safeParse(last?.status).data satisfies RunStatus | undefined;
  return status === undefined ? <span>–</span> : <Status look={runLooks[status]} />;
}

const columns: readonly Column<AnyTrigger>[] = [
  { key: 'trigger', head: 'Trigger', opens: true, cell: (trigger) => <Name trigger={trigger} /> },
  { key: 'state', head: 'State', cell: (trigger) => <Status look={lookOf(trigger)} /> },
  {
    key: 'when',
    head: 'When',
    spare: 1,
    cell: (trigger) => (
      <span className={classes.names}>
        <span>{whenWords(trigger)}</span>
        {trigger.zone !== null && trigger.cron !== null && <span className={classes.under}>{trigger.zone}</span>}
      </span>
    ),
  },
  { key: 'next', head: 'Next', spare: 2, cell: nextWords },
  { key: 'last', head: 'Last run', spare: 1, cell: (trigger) => <Last last={trigger.last} /> },
  { key: 'on', head: 'On', end: true, cell: (trigger) => <TriggerSwitch trigger={trigger} /> },
];

/** @param box chooses them, where something can be done about several */
const small =
  (box: (trigger: AnyTrigger) => ReactNode) => (trigger: AnyTrigger, name: (content: ReactNode) => ReactNode) => (
    <div className={classes.small}>
      <div>
        <span className={classes.choosable}>
          {box(trigger)}
          {name(<Name trigger={trigger} />)}
        </span>
        <p className={classes.whenSmall}>
          {whenWords(trigger)} · {nextWords(trigger)}
        </p>
      </div>
      <div className={classes.right}>
        <Status look={lookOf(trigger)} />
        <TriggerSwitch trigger={trigger} />
      </div>
    </div>
  );
