import type { OneBulkAction } from '@annals/contracts';
import { Button, Progress } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { stopBulkAction } from '../../api/automation';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { InlineError } from '../../components/failure';
import { PanelHeading } from '../../components/facts';
import { ShortId } from '../../components/short-id';
import { farWords } from './bulk-words';
import { refusalWords } from './outcome';
import classes from './runs.module.css';

type Action = z.output<typeof OneBulkAction>;

/** How far it is, and which runs were refused. */
export function BulkProgress({ action }: { action: Action }) {
  const { organizationId } = useOrganization();
  const { done, refused, left, runs } = action;
  const through = done + refused + left;
  return (
    <div className={classes.bulk}>
      <Progress value={(100 * through) / runs} aria-label="How far it is" />
      <p role="status">{farWords(action)}</p>
      {action.refusals.length > 0 && (
        <>
          <PanelHeading>Refused</PanelHeading>
          <ul className={classes.leftOut}>
            {action.refusals.map(({ runId, code }) => (
              <li key={runId}>
                <Link to="/organizations/$organizationId/runs" params={{ organizationId }} search={{ row: runId }}>
                  <ShortId id={runId} what="run" />
                </Link>{' '}
                {refusalWords(code)}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** The rest stays as it is. */
export function BulkStop({ bulkId }: { bulkId: string }) {
  const { organizationId } = useOrganization();
  const stop = useCommand((_: object, key: string) => stopBulkAction(organizationId, bulkId, key), { organizationId });
  return (
    <>
      <InlineError error={stop.error} />
      <Button variant="default" loading={stop.pending} onClick={() => void stop.run({})}>
        Stop the rest
      </Button>
    </>
  );
}
