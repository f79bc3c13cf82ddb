import { Box } from '../../components/box';
import { UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { runFiguresQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';
import { LoadFailure } from '../../components/failure';
import { date, duration } from '../../format/time';
import { count, share } from '../../format/words';
import { RunStrip } from './run-strip';
import classes from './run-figures.module.css';
import type { Figures } from './strip';
import { StripTable } from './strip-table';

interface Props {
  /** What is looked for, as the API is asked for it. */
  matching: Readonly<Record<string, string | number | undefined>>;
  choose: (from: string, to: string) => void;
}

/** Of what matches: when it was asked for, how much failed or was refused, and within which time it was done. */
export function RunFigures({ matching, choose }: Props) {
  const { organizationId } = useOrganization();
  const found = useQuery(runFiguresQuery(organizationId, matching));
  const [table, setTable] = useState(false);
  if (found.data === undefined && found.error !== null)
    return <LoadFailure what="figures" error={found.error} retry={() => void found.refetch()} />;
  const figures = found.data;
  return (
    <Box className={classes.box ?? ''}>
      <div className={classes.left}>
        <div className={classes.chart}>
          {figures !== undefined &&
            figures.buckets.length > 0 &&
            (table ? <StripTable figures={figures} /> : <RunStrip figures={figures} choose={choose} />)}
          {figures?.buckets.length === 0 && <p className={classes.none}>No runs in this time.</p>}
        </div>
        <div className={classes.under}>
          <span>{figures === undefined || figures.all ? '' : newest(figures)}</span>
          <UnstyledButton
            className={classes.toggle}
            aria-pressed={table}
            onClick={() => {
              setTable(!table);
            }}
          >
            {table ? 'Show as chart' : 'Show as table'}
          </UnstyledButton>
        </div>
      </div>
      <Four figures={figures} />
    </Box>
  );
}

const newest = ({ runs, since }: Figures) => `The newest ${count(runs)} are counted, since ${date(since ?? '')}.`;

function Four({ figures }: { figures: Figures | undefined }) {
  const said = (value: (of: Figures) => string) => (figures === undefined ? '–' : value(figures));
  const part = (value: (of: Figures) => number) =>
    figures === undefined || figures.runs === 0 ? '' : share(value(figures), figures.runs);
  return (
    <dl className={classes.four}>
      <div>
        <dt>Runs</dt>
        <dd>{said(({ runs, all }) => `${count(runs)}${all ? '' : '+'}`)}</dd>
      </div>
      <div data-bad={(figures?.failed ?? 0) > 0 || undefined}>
        <dt>
          <i data-of="bad" />
          Failed
        </dt>
        <dd>
          {said(({ failed }) => count(failed))} <small>{part(({ failed }) => failed)}</small>
        </dd>
      </div>
      <div>
        <dt>
          <i data-of="no" />
          Refused
        </dt>
        <dd>
          {said(({ refused }) => count(refused))} <small>{part(({ refused }) => refused)}</small>
        </dd>
      </div>
      <div className={classes.done}>
        <dt>95 % done within</dt>
        <dd title={said(({ p50 }) => (p50 === null ? '–' : `Half within ${duration(p50)}`))}>
          {said(({ p95 }) => (p95 === null ? '–' : duration(p95)))}
        </dd>
      </div>
    </dl>
  );
}
