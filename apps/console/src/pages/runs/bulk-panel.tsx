import type { BulkAct, BulkActionPreview, BulkFilter } from '@annals/contracts';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import { startBulkAction } from '../../api/automation';
import { bulkActionQuery, bulkPreviewQuery } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { SidePanel } from '../../app/frame/side-panel';
import { InlineError, LoadFailure } from '../../components/failure';
import { PanelHeading } from '../../components/facts';
import { ReasonField, reasonIn } from '../../components/reason-field';
import { StillWaiting } from '../../components/skeleton';
import { clock } from '../../format/time';
import { count, plural } from '../../format/words';
import { BulkProgress, BulkStop } from './bulk-progress';
import { actWords, leftOutWords, matchWords } from './bulk-words';
import classes from './runs.module.css';

type Preview = z.output<typeof BulkActionPreview>;
/** What is asked for: to which runs what is done. */
export interface Asked {
  act: BulkAct;
  filter: BulkFilter;
}

interface Props {
  asked: Asked;
  close: () => void;
}

/** Says first what would be done to how many, then does it and shows how far it is. */
export function BulkPanel({ asked, close }: Props) {
  const { organizationId } = useOrganization();
  const [bulkId, setBulkId] = useState<string>();
  const [reason, setReason] = useState('');
  const preview = useQuery(bulkPreviewQuery(organizationId, asked));
  const seen = preview.data;
  const start = useCommand(
    (body: Asked & { token: string; reason?: string }, key: string) => startBulkAction(organizationId, body, key),
    {
      organizationId,
      onDone: (begun) => {
        setBulkId(begun.bulkId);
      },
    },
  );
  const words = actWords[asked.act];
  const many = plural(seen?.runs ?? 0, 'run', 'runs');
  if (bulkId !== undefined) return <Going bulkId={bulkId} title={words.does(count(seen?.runs ?? 0))} close={close} />;
  const again = start.error?.code === 'PREVIEW_STALE';
  return (
    <SidePanel
      label="Many runs"
      place={{
        of: seen === undefined ? '' : `Preview, holds until ${clock(seen.holdsUntil, false)}`,
        previous: undefined,
        next: undefined,
      }}
      close={close}
      head={
        <>
          <h2 className={classes.title}>{seen === undefined ? 'Many runs' : words.title(many)}</h2>
          {seen !== undefined && <p className={classes.time}>{matchWords(seen.matching, seen.runs)}</p>}
        </>
      }
      footer={
        <>
          <Button variant="default" onClick={close} data-autofocus>
            {words.keep}
          </Button>
          {again ? (
            <Button
              loading={preview.isFetching}
              onClick={() => {
                start.reset();
                void preview.refetch();
              }}
            >
              Look again
            </Button>
          ) : (
            <Button
              loading={start.pending}
              disabled={seen === undefined || seen.runs === 0}
              onClick={() => seen !== undefined && void start.run({ ...asked, token: seen.token, ...reasonIn(reason) })}
            >
              {words.does(count(seen?.runs ?? 0))}
            </Button>
          )}
        </>
      }
    >
      <InlineError error={start.error} />
      {seen === undefined ? (
        preview.error === null ? (
          <StillWaiting />
        ) : (
          <LoadFailure what="preview" error={preview.error} retry={() => void preview.refetch()} />
        )
      ) : (
        <div className={classes.bulk}>
          <p>{words.what}</p>
          <LeftOut of={seen.leftOut} />
          <ReasonField reason={reason} onChange={setReason} />
          <p className={classes.time}>You can stop the rest at any time.</p>
        </div>
      )}
    </SidePanel>
  );
}

function LeftOut({ of }: { of: Preview['leftOut'] }) {
  if (of.length === 0) return null;
  return (
    <>
      <PanelHeading>Left out</PanelHeading>
      <ul className={classes.leftOut}>
        {of.map(({ why, runs }) => (
          <li key={why}>
            <b>{runs}</b> {leftOutWords(why, runs)}
          </li>
        ))}
      </ul>
    </>
  );
}

function Going({ bulkId, title, close }: { bulkId: string; title: string; close: () => void }) {
  const { organizationId } = useOrganization();
  const action = useQuery(bulkActionQuery(organizationId, bulkId)).data;
  return (
    <SidePanel
      label="Many runs"
      place={{ of: '', previous: undefined, next: undefined }}
      close={close}
      head={<h2 className={classes.title}>{title}</h2>}
      footer={action?.endedAt === null && !action.stopped ? <BulkStop bulkId={bulkId} /> : undefined}
    >
      {action === undefined ? <StillWaiting /> : <BulkProgress action={action} />}
    </SidePanel>
  );
}
