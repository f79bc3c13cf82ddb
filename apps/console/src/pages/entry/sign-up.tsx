import { SignUp } from '@annals/contracts';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { signUp } from '../../api/identity';
import { signUpTermsQuery } from '../../api/installation';
import { useCommand } from '../../api/use-command';
import { InlineError } from '../../components/failure';
import { useForm } from '../../components/use-form';
import { EmailField } from './email-field';
import { EnterAtOnce } from './enter-at-once';
import { EntryLayout } from './entry-layout';
import classes from './entry.module.css';
import { LookInYourMail } from './look-in-your-mail';

/** By the mail first, or with a password at once, as the installation has it (X13). */
export function SignUpPage() {
  const terms = useQuery(signUpTermsQuery).data;
  const [atOnce, setAtOnce] = useState(false);
  if (terms === undefined || terms.emailVerification === 'before_sign_in') return <ByMail />;
  if (atOnce || terms.emailVerification === 'lazy') return <EnterAtOnce />;
  return (
    <ByMail
      otherwise={
        <Button
          variant="default"
          fullWidth
          data-size="md"
          onClick={() => {
            setAtOnce(true);
          }}
        >
          Choose a password first
        </Button>
      }
    />
  );
}

/** The first step: an address. The answer is the same whether it is known or not. */
function ByMail({ otherwise }: { otherwise?: ReactNode }) {
  const [sentTo, setSentTo] = useState<string>();
  const command = useCommand(signUp);
  const form = useForm(SignUp, { email: '' }, command.error);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const body = form.check();
    if (body !== undefined && (await command.run(body)) !== undefined) setSentTo(body.email);
  };
  if (sentTo !== undefined)
    return (
      <LookInYourMail
        email={sentTo}
        what="Open the link in it to choose a password. If there is an account with this address already, the mail says so."
        again={() => {
          setSentTo(undefined);
        }}
      />
    );
  return (
    <EntryLayout
      title="Create an account"
      lead="You get a mail with a link. Your organization is made when you open it."
    >
      <form className={classes.fields} onSubmit={(event) => void submit(event)} noValidate>
        <InlineError error={command.error} />
        <EmailField name="email" autoComplete="email" autoFocus {...form.field('email')} />
        <Button type="submit" fullWidth data-size="md" loading={command.pending}>
          Send me the link
        </Button>
        {otherwise}
      </form>
      <p className={classes.links}>
        You have an account? <Link to="/sign-in">Sign in</Link>
      </p>
    </EntryLayout>
  );
}
