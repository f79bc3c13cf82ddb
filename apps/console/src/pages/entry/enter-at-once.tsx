import { EnterUnverified } from '@annals/contracts';
import { Button, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { enterUnverified } from '../../api/identity';
import { useCommand } from '../../api/use-command';
import { InlineError } from '../../components/failure';
import { useForm } from '../../components/use-form';
import { EmailField } from './email-field';
import { EntryLayout } from './entry-layout';
import classes from './entry.module.css';
import { PasswordField } from './password-field';
import { useFirstPage } from './use-first-page';

/** Signs up and in with a password; the address is confirmed later, by the mail (X13). */
export function EnterAtOnce() {
  const command = useCommand(enterUnverified, { onDone: useFirstPage() });
  const form = useForm(EnterUnverified, { email: '', alias: '', password: '' }, command.error);
  return (
    <EntryLayout
      title="Create an account"
      lead="You are signed in at once. A mail asks you to confirm that the address is yours."
    >
      <form className={classes.fields} onSubmit={form.submit((body) => void command.run(body))} noValidate>
        <InlineError error={command.error} />
        <EmailField name="email" autoComplete="username" autoFocus {...form.field('email')} />
        <TextInput
          label="What should people call you?"
          description="Shown in People, runs and the audit log"
          name="alias"
          autoComplete="nickname"
          className={classes.input}
          {...form.field('alias')}
        />
        <PasswordField label="Password" autoComplete="new-password" rules {...form.field('password')} />
        <Button type="submit" fullWidth data-size="md" loading={command.pending}>
          Create my account
        </Button>
      </form>
      <p className={classes.links}>
        You have an account? <Link to="/sign-in">Sign in</Link>
      </p>
    </EntryLayout>
  );
}
