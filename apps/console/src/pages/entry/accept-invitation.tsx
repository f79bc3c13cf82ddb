import { alias, comparableAddress, type InvitationPreview, type Me, password } from '@annals/contracts';
import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { z } from 'zod';
import { forgetReader } from '../../api/forget';
import { signOut } from '../../api/identity';
import { acceptInvitation } from '../../api/organization';
import { positions } from '../../api/positions';
import { meQuery } from '../../api/queries';
import { reader } from '../../api/reader';
import { useCommand } from '../../api/use-command';
import { forgetHere } from '../../app/forget-here';
import { InlineError } from '../../components/failure';
import { useForm } from '../../components/use-form';
import classes from './entry.module.css';
import { PasswordField } from './password-field';

interface Props {
  token: string;
  invitation: z.output<typeof InvitationPreview>;
}

function useAccept() {
  const navigate = useNavigate();
  const client = useQueryClient();
  return useCommand(acceptInvitation, {
    onDone: async ({ organizationId }) => {
      forgetReader(client);
      await navigate({ to: '/organizations/$organizationId', params: { organizationId }, replace: true });
    },
  });
}

const Named = z.object({ alias });

/** For somebody who is signed in: one click, or sign out when it is somebody else's invitation. */
export function AcceptSignedIn({ token, invitation, me }: Props & { me: Me }) {
  const accept = useAccept();
  const named = useForm(Named, { alias: me.alias ?? '' }, accept.error);
  // Asked only where what the account is called cannot be used in this organization.
  const [asksForName, askForName] = useState(false);
  if (accept.error?.fields.includes('alias') === true && !asksForName) askForName(true);
  const join = () => {
    const values = asksForName ? named.check() : {};
    if (values !== undefined) void accept.run({ token, ...values });
  };
  const client = useQueryClient();
  const leave = useCommand(() => signOut().then(() => ({})), {
    onDone: async () => {
      reader.leave();
      positions.clear();
      forgetHere();
      client.removeQueries({ queryKey: ['org'] });
      await client.resetQueries(meQuery);
    },
  });
  const other = me.email !== null && comparableAddress(me.email) !== comparableAddress(invitation.email);
  return (
    <div className={classes.fields}>
      <InlineError error={accept.error ?? leave.error} />
      {other ? (
        <>
          <p>
            You are signed in as {me.email}. This invitation is for {invitation.email}.
          </p>
          <Button fullWidth data-size="md" loading={leave.pending} onClick={() => void leave.run({})}>
            Sign out and go on
          </Button>
        </>
      ) : (
        <>
          {asksForName && (
            <TextInput
              label={`What should people call you in ${invitation.organizationName}?`}
              name="alias"
              autoComplete="nickname"
              className={classes.input}
              autoFocus
              {...named.field('alias')}
            />
          )}
          <Button fullWidth data-size="md" loading={accept.pending} onClick={join}>
            Join {invitation.organizationName}
          </Button>
        </>
      )}
    </div>
  );
}

const Newcomer = z.object({ alias, password });

/** For an address without an account: the invitation makes one. */
export function AcceptAsNewcomer({ token, invitation }: Props) {
  const accept = useAccept();
  const form = useForm(Newcomer, { alias: '', password: '' }, accept.error);
  const submit = form.submit((values) => void accept.run({ token, ...values }));
  return (
    <form className={classes.fields} onSubmit={submit} noValidate>
      <InlineError error={accept.error} />
      <TextInput
        label="What should people call you?"
        description="Shown in People, runs and the audit log"
        name="alias"
        autoComplete="nickname"
        className={classes.input}
        autoFocus
        {...form.field('alias')}
      />
      <input type="hidden" name="username" autoComplete="username" value={invitation.email} readOnly />
      <PasswordField label="Password" autoComplete="new-password" rules {...form.field('password')} />
      <Button type="submit" fullWidth data-size="md" loading={accept.pending}>
        Join {invitation.organizationName}
      </Button>
    </form>
  );
}
