import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCloudOff } from '@tabler/icons-react';
import { asApiError } from '../api/problem';
import classes from './failure.module.css';
import { StateBox } from './state-box';

/** Something did not load. @param what "run history": the title says "The run history did not load" */
export function LoadFailure({ what, error, retry }: { what: string; error: Error; retry: () => void }) {
  return (
    <div role="alert">
      <StateBox icon={IconCloudOff} title={`The ${what} did not load`} actions={<Button variant="filled" onClick={retry}>Try now</Button>}>{asApiError(error).message}</StateBox>
    </div>
  );
}

/** An error that stays where it happened: inside a form or a dialog. */
export function InlineError({ error }: { error: Error | null }) {
  if (error === null) return null;
  return <p role="alert" className={classes.inline}><IconAlertTriangle size={16} stroke={1.7} aria-hidden /><span>{asApiError(error).message}</span></p>;
}

/** The view has not caught up yet; what is on the screen stays. */
export function Behind({ error }: { error: Error | null }) {
  if (error === null || asApiError(error).code !== 'READ_MODEL_BEHIND') return null;
  return <p role="status" className={classes.behind}>A few seconds behind. Your last change will appear by itself.</p>;
}
