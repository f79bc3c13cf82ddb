import { SignIn } from '@annals/contracts';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { forgetReader } from '../../api/forget';
import { signIn } from '../../api/identity';
import { useCommand } from '../../api/use-command';
import { places } from '../../app/last-place';
import { safeNext } from '../../app/search-params';
import { InlineError } from '../../components/failure';
import { useForm } from '../../components/use-form';
import { EmailField } from './email-field';
import { EntryLayout } from './entry-layout';
import classes from './entry.module.css';
import { PasswordField } from './password-field';

const route = getRouteApi('/sign-in');

/** Sign in, and go on to where the reader wanted to go. */
export function SignInPage() {
  const next = safeNext(route.useSearch().next);
  const router = useRouter();
  const client = useQueryClient();
  const command = useCommand(signIn, {
    onDone: () => {
      forgetReader(client);
      router.history.push(next ?? '/');
    },
  });
  const form = useForm(SignIn, { email: '', password: '' }, command.error);
  const submit = form.submit((body) => void command.run(body));
  return (
    <EntryLayout title="Sign in" lead={destination(next)}>
      <form className={classes.fields} onSubmit={submit} noValidate>
        <InlineError error={command.error} />
        <EmailField name="email" autoComplete="username" autoFocus {...form.field('email')} />
        <div className={classes.field}>
          <Link to="/forgot" className={classes.forgot}>
            Forgot it?
          </Link>
          <PasswordField label="Password" autoComplete="current-password" {...form.field('password')} />
        </div>
        <Button type="submit" fullWidth data-size="md" loading={command.pending}>
          Sign in
        </Button>
      </form>
      <p className={classes.links}>
        New here? <Link to="/sign-up">Create an account</Link>
      </p>
    </EntryLayout>
  );
}

function destination(next: string | undefined): string {
  const known = places();
  const organization =
    known.organizations[
      /^\/organizations\/([0-9a-f-]{36})/.exec(next ?? '')?.[1] ?? (next === undefined ? (known.latest ?? '') : '')
    ];
  return organization === undefined ? 'To continue to your organizations' : `To continue to ${organization.name}`;
}
