import { ChangePassword } from '@annals/contracts';
import { Button } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useSignOut } from '../../app/frame/use-sign-out';
import { changePassword } from '../../api/identity';
import { meQuery } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { Box } from '../../components/box';
import { Facts } from '../../components/facts';
import { InlineError } from '../../components/failure';
import { ShortId } from '../../components/short-id';
import { toast } from '../../components/toasts';
import { useForm } from '../../components/use-form';
import { personal } from '../../format/words';
import { PasswordField } from '../entry/password-field';
import classes from './account.module.css';
import { PlainPage } from './plain-page';

/** The reader's own account: who they are, their password, and sign-out. */
export function AccountPage() {
  const { data: me } = useSuspenseQuery(meQuery);
  const signOut = useSignOut();
  return (
    <PlainPage
      title="Your account"
      lead="It is the same in all your organizations."
      end={
        <Button variant="default" loading={signOut.pending} onClick={() => void signOut.run({})}>
          Sign out
        </Button>
      }
    >
      <InlineError error={signOut.error} />
      <div className={classes.boxes}>
        <Box title="You">
          <div className={classes.body}>
            <Facts
              facts={[
                ['Name', personal(me.alias)],
                ['E-mail', personal(me.email)],
                ['Id', <ShortId key="id" id={me.userId} what="account" />],
              ]}
            />
          </div>
        </Box>
        <Box title="Password">
          <PasswordForm />
        </Box>
      </div>
    </PlainPage>
  );
}

function PasswordForm() {
  const command = useCommand(changePassword, {
    onDone: () => {
      form.clear();
      toast({ text: 'Changed your password. Other sessions are signed out.' });
    },
  });
  const form = useForm(ChangePassword, { current: '', password: '' }, command.error);
  const submit = form.submit((body) => void command.run(body));
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <InlineError error={command.error} />
      <PasswordField label="Present password" autoComplete="current-password" {...form.field('current')} />
      <PasswordField label="New password" autoComplete="new-password" rules {...form.field('password')} />
      <div>
        <Button type="submit" loading={command.pending}>
          Change password
        </Button>
      </div>
    </form>
  );
}
