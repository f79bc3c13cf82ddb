import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { forgetReader } from '../../api/forget';
import { signUpTermsQuery } from '../../api/installation';

/** Leads a new reader to their first page: in the organization that came with the sign-up, first to what it is like. */
export function useFirstPage() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async ({ organizationId }: { organizationId: string | null }): Promise<void> => {
    const { wizard } = await client.ensureQueryData(signUpTermsQuery);
    forgetReader(client);
    if (organizationId === null) await navigate({ to: '/', replace: true });
    else
      await navigate({
        to: wizard ? '/organizations/$organizationId/welcome' : '/organizations/$organizationId',
        params: { organizationId },
        replace: true,
      });
  };
}
