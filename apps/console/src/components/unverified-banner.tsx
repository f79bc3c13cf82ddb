import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { resendVerification } from '../api/identity';
import { meQuery } from '../api/queries';
import { useCommand } from '../api/use-command';
import { personal } from '../format/words';
import { InlineError } from './failure';
import { toast } from './toasts';
import classes from './banner.module.css';

/** On every page of whoever has not confirmed their address, until they do (X13). */
export function UnverifiedBanner() {
  const me = useQuery(meQuery).data;
  const command = useCommand(resendVerification, {
    onDone: () => {
      toast({ text: 'Another mail is on its way. The newest link counts.' });
    },
  });
  if (me?.emailVerified !== false) return null;
  return (
    <section className={classes.banner} aria-label="Your address is not confirmed">
      <p>
        <b>Confirm that {personal(me.email)} is yours:</b> open the link in the mail that we sent there. Until then you
        cannot sign in anywhere but here.
        <InlineError error={command.error} />
      </p>
      <Button variant="default" loading={command.pending} onClick={() => void command.run({})}>
        Send it again
      </Button>
    </section>
  );
}
