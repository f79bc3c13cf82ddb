import { password, ResetPassword } from '@annals/contracts';
import { Button } from '@mantine/core';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { z } from 'zod';
import { resetPassword } from '../../api/identity';
import { useCommand } from '../../api/use-command';
import { InlineError } from '../../components/failure';
import { toast } from '../../components/toasts';
import { useForm } from '../../components/use-form';
import { EntryLayout } from './entry-layout';
import classes from './entry.module.css';
import { PasswordField } from './password-field';

const NewPassword = z.object({ password });

/** `/reset#token`: a new password by the link of the mail. */
export function ResetPage() {
  const token = useLocation().hash;
  const navigate = useNavigate();
  const command = useCommand(resetPassword, {
    onDone: async () => {
      toast({ text: 'Your new password works from now on. Sign in with it.' });
      await navigate({ to: '/sign-in' });
    },
  });
  const form = useForm(NewPassword, { password: '' }, command.error);
  const complete = ResetPassword.shape.token.safeParse(token).success;
  const submit = form.submit((values) => void command.run({ token, ...values }));
  if (!complete)
    return (
      <EntryLayout title="This link is not complete" lead="Open it again from the mail, or ask for a new one.">
        <p className={classes.links}>
          <Link to="/forgot">Ask for a new link</Link>
        </p>
      </EntryLayout>
    );
  return (
    <EntryLayout title="Choose a new password" lead="You are signed out everywhere; sign in again with the new one.">
      <form className={classes.fields} onSubmit={submit} noValidate>
        <InlineError error={command.error} />
        <PasswordField label="New password" autoComplete="new-password" rules autoFocus {...form.field('password')} />
        <Button type="submit" fullWidth data-size="md" loading={command.pending}>
          Set the new password
        </Button>
      </form>
      <p className={classes.links}>
        The link does not work? <Link to="/forgot">Ask for a new one</Link>
      </p>
    </EntryLayout>
  );
}
