import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { signOut } from '../../api/identity';
import { forgetReader } from '../../api/forget';
import { reader } from '../../api/reader';
import { useCommand } from '../../api/use-command';
import { forgetHere } from '../forget-here';

/** Ends the session and forgets in this browser whose it was. */
export function useSignOut() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useCommand(() => signOut().then(() => ({})), {
    onDone: async () => {
      reader.leave();
      forgetHere();
      await navigate({ to: '/sign-in' });
      forgetReader(client);
    },
  });
}
