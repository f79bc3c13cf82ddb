import { ForgotPassword } from '@annals/contracts';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { forgotPassword } from '../../api/identity';
import { useCommand } from '../../api/use-command';
import { InlineError } from '../../components/failure';
import { useForm } from '../../components/use-form';
import { EmailField } from './email-field';
import { EntryLayout } from './entry-layout';
import classes from './entry.module.css';
import { LookInYourMail } from './look-in-your-mail';

/** Asks for a link that sets a new password. */
export function ForgotPage() {
  const [sentTo, setSentTo] = useState<string>();
  const command = useCommand(forgotPassword);
  const form = useForm(ForgotPassword, { email: '' }, command.error);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const body = form.check();
    if (body !== undefined && (await command.run(body)) !== undefined) setSentTo(body.email);
  };
  if (sentTo !== undefined)
    return (
      <LookInYourMail
        email={sentTo}
        what="If there is an account with this address, the mail has a link to choose a new password."
        again={() => {
          setSentTo(undefined);
        }}
      />
    );
  return (
    <EntryLayout
      title="Choose a new password"
      lead="You get a mail with a link. Until you use it, your present password goes on working."
    >
      <form className={classes.fields} onSubmit={(event) => void submit(event)} noValidate>
        <InlineError error={command.error} />
        <EmailField name="email" autoComplete="email" autoFocus {...form.field('email')} />
        <Button type="submit" fullWidth data-size="md" loading={command.pending}>
          Send me the link
        </Button>
      </form>
      <p className={classes.links}>
        You remember it? <Link to="/sign-in">Sign in</Link>
      </p>
    </EntryLayout>
  );
}
