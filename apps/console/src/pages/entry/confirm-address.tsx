import type { VerificationPreview } from '@annals/contracts';
import { Button } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { z } from 'zod';
import { forgetReader } from '../../api/forget';
import { confirmAddress } from '../../api/identity';
import { meQuery } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { InlineError } from '../../components/failure';
import { clock, dayAndMonth } from '../../format/time';
import { EntryLayout } from './entry-layout';
import classes from './entry.module.css';
import { PasswordField } from './password-field';

interface Props {
  token: string;
  preview: z.output<typeof VerificationPreview>;
}

/**
 * The link of somebody who signed up with a password. Where they are signed in one click confirms it; anywhere else
 * they prove that the account is theirs.
 */
export function ConfirmAddress({ token, preview }: Props) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const me = useQuery({ ...meQuery, retry: false }).data;
  const isMine = me?.emailVerified === false && me.email === preview.email;
  const [password, setPassword] = useState('');
  const command = useCommand(confirmAddress, {
    onDone: async () => {
      forgetReader(client);
      await navigate({ to: isMine ? '/' : '/sign-in', replace: true });
    },
  });
  const asksPassword = !isMine || command.error?.code === 'SIGN_IN_FAILED';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void command.run(asksPassword ? { token, password } : { token });
  };
  return (
    <EntryLayout
      title="Confirm your address"
      above={
        <p className={classes.pill}>
          <IconMail size={15} stroke={1.7} aria-hidden />
          {preview.email}
        </p>
      }
      lead={
        asksPassword
          ? 'Type the password that you chose when you signed up. If it was not you, close this page: nothing happens.'
          : 'Then you can sign in with it anywhere.'
      }
    >
      <form className={classes.fields} onSubmit={submit} noValidate>
        <InlineError error={command.error} />
        {asksPassword && (
          <>
            <input type="hidden" name="username" autoComplete="username" value={preview.email} readOnly />
            <PasswordField
              label="Password"
              autoComplete="current-password"
              value={password}
              onChange={(event) => {
                setPassword(event.currentTarget.value);
              }}
            />
          </>
        )}
        <Button
          type="submit"
          fullWidth
          data-size="md"
          loading={command.pending}
          disabled={asksPassword && password === ''}
        >
          Confirm my address
        </Button>
      </form>
      <p className={classes.note}>
        This link works once, until {dayAndMonth(preview.expiresAt)}, {clock(preview.expiresAt, false)} UTC.
      </p>
    </EntryLayout>
  );
}
