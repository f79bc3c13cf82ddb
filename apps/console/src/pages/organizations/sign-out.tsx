import { Button } from '@mantine/core';
import { useSignOut } from '../../app/frame/use-sign-out';
import { InlineError } from '../../components/failure';

/** The way out, where there is no other. */
export function SignOut() {
  const signOut = useSignOut();
  return (
    <>
      <InlineError error={signOut.error} />
      <Button variant="default" loading={signOut.pending} onClick={() => void signOut.run({})}>
        Sign out
      </Button>
    </>
  );
}
