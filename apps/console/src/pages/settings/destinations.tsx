import { destinationKinds, MOST_DESTINATIONS } from '@annals/contracts';
import { Button } from '@mantine/core';
import { IconPlus, IconShare3 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { destinationsQuery } from '../../api/destinations';
import { useOrganization } from '../../app/frame/frame-context';
import { type Column, DataTable } from '../../components/data-table';
import { Behind, LoadFailure } from '../../components/failure';
import { Forbidden } from '../../components/page-states';
import { Placeholder } from '../../components/skeleton';
import { StateBox } from '../../components/state-box';
import { plural } from '../../format/words';
import { AddDestinationDialog } from './add-destination-dialog';
import { DestinationBox } from './destination-box';
import { DestinationHealth } from './destination-health';
import type { Shown } from './destination-words';
import { SettingsFrame } from './tabs';
import classes from './destinations.module.css';

/** Where the audit log is sent on to. */
export function DestinationsPage() {
  const { can } = useOrganization();
  return (
    <SettingsFrame>
      {can('audit.destinations:manage') ? (
        <Destinations />
      ) : (
        <Forbidden what="where the audit log is sent" needs="audit.destinations:manage" />
      )}
    </SettingsFrame>
  );
}

function Destinations() {
  const { organizationId } = useOrganization();
  const found = useQuery(destinationsQuery(organizationId));
  const [adding, setAdding] = useState(false);
  const [chosen, setChosen] = useState<string>();
  if (found.data === undefined)
    return found.error === null ? (
      <Placeholder height={200} fields />
    ) : (
      <LoadFailure what="destinations" error={found.error} retry={() => void found.refetch()} />
    );
  const { items, last } = found.data;
  const opened = items.find(({ destinationId }) => destinationId === chosen) ?? items[0];
  const add = (
    <Button
      leftSection={<IconPlus size={15} stroke={1.7} aria-hidden />}
      disabled={items.length >= MOST_DESTINATIONS}
      onClick={() => {
        setAdding(true);
      }}
    >
      Add destination
    </Button>
  );
  return (
    <>
      <Behind error={found.failureReason} />
      {items.length === 0 ? (
        <StateBox icon={IconShare3} title="The audit log stays here" actions={add}>
          Send it on to a webhook, an S3 bucket, syslog or Splunk: every entry, in order, and nothing is lost while they
          are down.
        </StateBox>
      ) : (
        <>
          <div className={classes.head}>
            <h2>{plural(items.length, 'destination', 'destinations')}</h2>
            {add}
          </div>
          <DataTable
            label="Destinations"
            columns={columns}
            rows={items}
            rowKey={({ destinationId }) => destinationId}
            selected={opened?.destinationId}
            open={({ destinationId }) => {
              setChosen(destinationId);
            }}
            small={(row, name) => (
              <span className={classes.name}>
                {name(row.name)}
                <span className={classes.address}>{row.address}</span>
                <DestinationHealth of={row} />
              </span>
            )}
          />
        </>
      )}
      {opened !== undefined && <DestinationBox key={opened.destinationId} of={opened} last={last} />}
      <AddDestinationDialog
        opened={adding}
        close={() => {
          setAdding(false);
        }}
      />
    </>
  );
}

const kindWords: Readonly<Record<string, string>> = destinationKinds;

const columns: readonly Column<Shown>[] = [
  {
    key: 'name',
    head: 'Destination',
    opens: true,
    wide: true,
    cell: ({ name, address }) => (
      <span className={classes.name}>
        <span>{name}</span>
        <span className={classes.address}>{address}</span>
      </span>
    ),
  },
  { key: 'kind', head: 'Kind', spare: 2, cell: ({ kind }) => kindWords[kind] ?? kind },
  { key: 'health', head: 'Health', cell: (row) => <DestinationHealth of={row} /> },
  { key: 'behind', head: 'Behind', end: true, cell: ({ behind }) => behind.toLocaleString('en') },
];
