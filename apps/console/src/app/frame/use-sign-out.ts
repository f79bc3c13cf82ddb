import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { signOut } from '../../api/identity';
import { positions } from '../../api/positions';
import { useCommand } from '../../api/use-command';
import { forgetPlaces } from '../last-place';

/** Ends the session and forgets in this browser whose it was. */
export function useSignOut() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useCommand(() => signOut().then(() => ({})), {
    onDone: async () => {
      positions.clear();
      forgetPlaces();
      await navigate({ to: '/sign-in' });
      client.clear();
    },
  });
}
