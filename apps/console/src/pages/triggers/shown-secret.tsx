import { Button } from '@mantine/core';
import { DialogButtons } from '../../components/facts';
import classes from './triggers.module.css';

export interface Shown {
  address: string;
  secret: string;
}

/** Where a webhook is called and what its calls are signed with. */
export function ShownSecret({ shown: { address, secret }, done }: { shown: Shown; done: () => void }) {
  return (
    <>
      <p className={classes.words}>
        Both are shown only now and kept nowhere: who loses them makes new ones. Calls are signed as Standard Webhooks
        says: webhook-id, webhook-timestamp, webhook-signature.
      </p>
      <pre className={classes.secret} tabIndex={0} aria-label="The address">
        {window.location.origin}
        {address}
      </pre>
      <pre className={classes.secret} tabIndex={0} aria-label="The secret">
        {secret}
      </pre>
      <DialogButtons>
        <Button onClick={done} data-autofocus>
          I have stored them
        </Button>
      </DialogButtons>
    </>
  );
}
