import { type MyProfile, RequestContact } from '@annals/contracts';
import { Button, TextInput } from '@mantine/core';
import type { z } from 'zod';
import { requestContact, verifyContact } from '../../api/profile';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import { CodeForm } from '../../components/code-form';
import { InlineError } from '../../components/failure';
import { toast } from '../../components/toasts';
import { useForm } from '../../components/use-form';
import { personal } from '../../format/words';
import classes from './my-profile.module.css';

/** Where the reader is written to about this organization; another address counts once its code was said. */
export function ContactBox({ profile, mayWrite }: { profile: z.output<typeof MyProfile>; mayWrite: boolean }) {
  const { organization } = useOrganization();
  const { contactEmail, waiting } = profile;
  return (
    <Box title="Contact address">
      <div className={classes.body}>
        <p className={classes.hint}>
          Where you are written to about {organization.name}. You sign in with the address of your account all the same.
        </p>
        {mayWrite ? <AddressForm key={contactEmail} now={contactEmail ?? ''} /> : <p>{personal(contactEmail)}</p>}
        {waiting !== null && typeof waiting.email === 'string' && (
          <Waiting email={waiting.email} endsAt={waiting.codeExpiresAt} />
        )}
      </div>
    </Box>
  );
}

function AddressForm({ now }: { now: string }) {
  const { organizationId } = useOrganization();
  const command = useCommand(
    (said: { email: string }, key: string) => requestContact(organizationId, said.email, key),
    {
      organizationId,
      onDone: () => {
        toast({ text: `Mailed a code to ${form.values.email.trim()}. It counts for 10 minutes.` });
      },
    },
  );
  const form = useForm(RequestContact, { email: now }, command.error);
  const submit = form.submit((said) => void command.run(said));
  return (
    <form onSubmit={submit} noValidate>
      <div className={classes.field}>
        <TextInput
          type="email"
          aria-label="Contact address"
          autoComplete="email"
          className={classes.input}
          {...form.field('email')}
        />
        <Button type="submit" loading={command.pending} disabled={form.values.email.trim() === now}>
          Send a code
        </Button>
      </div>
      {form.field('email').error === undefined && <InlineError error={command.error} />}
    </form>
  );
}

function Waiting({ email, endsAt }: { email: string; endsAt: string }) {
  const { organizationId } = useOrganization();
  const verify = useCommand(({ code }: { code: string }, key: string) => verifyContact(organizationId, code, key), {
    organizationId,
    onDone: () => {
      toast({ text: `You are written to at ${email} now.` });
    },
  });
  const send = useCommand((_: object, key: string) => requestContact(organizationId, email, key), {
    organizationId,
    onDone: () => {
      toast({ text: `Mailed a new code to ${email}.` });
    },
  });
  return (
    <div className={classes.waiting}>
      <p>
        <b>{email}</b> counts once you say the code that was mailed there. Until then nothing changes.
      </p>
      <CodeForm label={`Code for ${email}`} endsAt={endsAt} verify={verify} send={send} />
    </div>
  );
}
