import type { MyInvitation } from '@annals/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { acceptMyInvitation, declineMyInvitation } from '../api/organization';
import { meQuery } from '../api/queries';
import { useCommand } from '../api/use-command';

const idsOf = ({ organizationId, invitationId }: MyInvitation) => ({ organizationId, invitationId });

/** What the reader is invited to; none where that cannot be read at the moment. */
export const useMyInvitations = (): readonly MyInvitation[] => useQuery(meQuery).data?.invitations ?? [];

/** Accepting leads into the organization, declining takes the invitation from the list. */
export function useInvitationAnswer(invitation: MyInvitation, onJoined: () => void = () => undefined) {
  const client = useQueryClient();
  const router = useRouter();
  const again = () => client.invalidateQueries({ queryKey: ['me'] });
  const { organizationId } = invitation;
  const accept = useCommand(acceptMyInvitation, {
    onDone: async () => {
      await again();
      onJoined();
      await router.navigate({ to: '/organizations/$organizationId', params: { organizationId } });
    },
  });
  const decline = useCommand(declineMyInvitation, { onDone: again });
  return {
    accept: () => void accept.run(idsOf(invitation)),
    decline: () => void decline.run(idsOf(invitation)),
    accepting: accept.pending,
    declining: decline.pending,
    error: accept.error ?? decline.error,
  };
}
