import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { signIn } from '../../api/identity';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { InlineError } from '../../components/failure';
import classes from './deletion.module.css';

/** In place: who proves again who they are goes on with what they were doing. */
export function SignInAgain({ act, onSignedIn }: { act: string; onSignedIn: () => void }) {
  const { me } = useOrganization();
  const [password, setPassword] = useState('');
  const command = useCommand(signIn, { onDone: onSignedIn });
  const email = me.email;
  return (
    <>
      <p>This needs somebody who signed in within the last 10 minutes. Type your password again to go on.</p>
      <PasswordInput
        label="Your password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => {
          setPassword(event.currentTarget.value);
        }}
      />
      <InlineError error={command.error} />
      <div className={classes.end}>
        <Button
          color="vermilion"
          disabled={email === null || password === ''}
          loading={command.pending}
          onClick={() => email !== null && void command.run({ email, password })}
        >
          {act}
        </Button>
      </div>
    </>
  );
}
