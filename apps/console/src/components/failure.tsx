import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCloudOff, IconMapOff } from '@tabler/icons-react';
import { asApiError } from '../api/problem';
import { mayPass } from '../api/query-client';
import classes from './failure.module.css';
import { StateBox } from './state-box';
import { useRetry } from './use-retry';

interface LoadFailureProps {
  what: string;
  error: Error;
  retry: () => void;
}

/**
 * Something did not load. Only what may pass is tried again: by itself, or at once by the button. @param what "run
 * history": the title says "The run history did not load"
 */
export function LoadFailure({ what, error, retry }: LoadFailureProps) {
  const after = useRetry(error, retry);
  const problem = asApiError(error);
  if (problem.status === 404)
    return (
      <div role="alert">
        <StateBox icon={IconMapOff} title="There is nothing here, or you can't see it" />
      </div>
    );
  return (
    <div role="alert">
      <StateBox
        icon={IconCloudOff}
        title={`The ${what} did not load`}
        actions={
          mayPass(error) ? (
            <Button variant="filled" onClick={retry}>
              Try now
            </Button>
          ) : undefined
        }
      >
        {problem.message}
        {after === undefined ? '' : ` We try again in ${after} s.`}
      </StateBox>
    </div>
  );
}

/** An error that stays where it happened: inside a form or a dialog. */
export function InlineError({ error }: { error: Error | null }) {
  if (error === null) return null;
  return (
    <p role="alert" className={classes.inline}>
      <IconAlertTriangle size={16} stroke={1.7} aria-hidden />
      <span>{asApiError(error).message}</span>
    </p>
  );
}

/** The view has not caught up yet; what is on the screen stays. */
export function Behind({ error }: { error: Error | null }) {
  if (error === null || asApiError(error).code !== 'READ_MODEL_BEHIND') return null;
  return (
    <p role="status" className={classes.behind}>
      A few seconds behind. Your last change will appear by itself.
    </p>
  );
}
