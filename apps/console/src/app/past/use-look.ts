import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

/** As of when the organization is looked at, by the address, and how to look at another moment, or at now. */
export function useLook(): { at: string | undefined; look: (at: string | undefined) => void } {
  const navigate = useNavigate();
  const { at } = useSearch({ from: '/signed-in/organizations/$organizationId' });
  const look = useCallback(
    (next: string | undefined) => {
      void navigate({ to: '.', search: (search) => ({ ...search, at: next }) });
    },
    [navigate],
  );
  return { at, look };
}
