import { Button } from '@mantine/core';
import { IconCalendarOff, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type AnyCalendar, calendarsQuery } from '../../api/calendars';
import { useOrganization } from '../../app/frame/frame-context';
import { Page } from '../../app/frame/page';
import { type Column, DataTable } from '../../components/data-table';
import { Behind, LoadFailure } from '../../components/failure';
import { SkeletonRows } from '../../components/skeleton';
import { StateBox } from '../../components/state-box';
import { When } from '../../components/when';
import { plural } from '../../format/words';
import { CalendarDialog } from './calendar-dialog';
import { CalendarMenu } from './calendar-menu';
import classes from './calendars.module.css';
import { daysWords } from './words';

const route = getRouteApi('/signed-in/organizations/$organizationId/triggers/calendars');

/** Calendars belong to the organization: who may change triggers in a workspace only goes by them, and changes none. */
function useChanges(): boolean {
  const { can, organizationId } = useOrganization();
  return can('triggers:create', organizationId);
}

/** Days off that triggers go by, each under its name. */
export function CalendarsPage() {
  const { organizationId } = useOrganization();
  const { new: dialog } = route.useSearch();
  const navigate = route.useNavigate();
  const changes = useChanges();
  const define = (opened: boolean) =>
    void navigate({ search: { new: opened ? 'calendar' : undefined }, replace: true });
  return (
    <Page
      title="Calendars"
      way={
        <Link to="/organizations/$organizationId/triggers" params={{ organizationId }}>
          Triggers
        </Link>
      }
    >
      <div className={classes.head}>
        <p className={classes.lead}>Days on which triggers that go by a calendar do not fire.</p>
        {changes && (
          <Button
            leftSection={<IconPlus size={16} stroke={1.7} aria-hidden />}
            data-compact
            data-new
            onClick={() => {
              define(true);
            }}
          >
            Define calendar
          </Button>
        )}
      </div>
      <Rows changes={changes} />
      <CalendarDialog
        opened={changes && dialog === 'calendar'}
        close={() => {
          define(false);
        }}
      />
    </Page>
  );
}

function Rows({ changes }: { changes: boolean }) {
  const { organizationId } = useOrganization();
  const read = useQuery(calendarsQuery(organizationId));
  if (read.data === undefined)
    return read.error === null ? (
      <SkeletonRows />
    ) : (
      <LoadFailure what="list of calendars" error={read.error} retry={() => void read.refetch()} />
    );
  if (read.data.items.length === 0)
    return (
      <StateBox icon={IconCalendarOff} title="No calendars yet">
        Weekends and holidays that several triggers leave out are named here once.
      </StateBox>
    );
  return (
    <>
      <Behind error={read.failureReason} />
      <DataTable
        label="Calendars"
        columns={changes ? [...columns, acts] : columns}
        rows={read.data.items}
        rowKey={({ calendarId }) => calendarId}
        small={small(changes)}
      />
    </>
  );
}

const columns: readonly Column<AnyCalendar>[] = [
  { key: 'calendar', head: 'Calendar', cell: ({ name }) => <span className={classes.name}>{name}</span> },
  { key: 'days', head: 'Days off', wide: true, cell: daysWords },
  { key: 'triggers', head: 'Triggers', end: true, cell: ({ triggers }) => triggers },
  { key: 'changed', head: 'Changed', end: true, spare: 1, cell: ({ changedAt }) => <When at={changedAt} /> },
];
const acts: Column<AnyCalendar> = {
  key: 'acts',
  head: 'Actions',
  end: true,
  cell: (calendar) => <CalendarMenu calendar={calendar} />,
};

const small = (changes: boolean) => (calendar: AnyCalendar, name: (content: ReactNode) => ReactNode) => (
  <div className={classes.small}>
    <div>
      {name(<span className={classes.name}>{calendar.name}</span>)}
      <p className={classes.lead}>
        {daysWords(calendar)} · {plural(calendar.triggers, 'trigger')}
      </p>
    </div>
    {changes && <CalendarMenu calendar={calendar} />}
  </div>
);
