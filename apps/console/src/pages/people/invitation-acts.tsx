import type { Invitation } from '@annals/contracts';
import { UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMailOff } from '@tabler/icons-react';
import type { z } from 'zod';
import { resendInvitation, revokeInvitation } from '../../api/organization';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { Confirm } from '../../components/confirm';
import { InlineError } from '../../components/failure';
import { toast } from '../../components/toasts';
import { personal } from '../../format/words';
import classes from './people.module.css';

/** Resend and revoke, while an invitation is open or has expired. */
export function InvitationActs({ invitation }: { invitation: z.output<typeof Invitation> }) {
  const { organizationId, can } = useOrganization();
  const [asking, ask] = useDisclosure(false);
  const address = personal(invitation.email);
  const resend = useCommand(
    (_: object, key: string) => resendInvitation(organizationId, invitation.invitationId, key),
    {
      organizationId,
      onDone: () => {
        toast({ text: `Sent the invitation to ${address} again. It works for 7 days from now.` });
      },
    },
  );
  const revoke = useCommand(
    (_: object, key: string) => revokeInvitation(organizationId, invitation.invitationId, key),
    {
      organizationId,
      onDone: () => {
        ask.close();
        toast({ text: `Revoked the invitation of ${address}.` });
      },
    },
  );
  const pending = invitation.status === 'open' || invitation.status === 'expired';
  if (!pending || !can('invitations:manage')) return <span>–</span>;
  return (
    <>
      <InlineError error={resend.error} />
      <span className={classes.links}>
        <UnstyledButton
          className={classes.act}
          disabled={resend.pending}
          onClick={() => void resend.run({})}
          aria-label={`Resend the invitation to ${address}`}
        >
          {resend.pending ? 'Sending…' : 'Resend'}
        </UnstyledButton>
        <UnstyledButton className={classes.act} onClick={ask.open} aria-label={`Revoke the invitation of ${address}`}>
          Revoke
        </UnstyledButton>
      </span>
      <Confirm
        opened={asking}
        onClose={ask.close}
        title={`Revoke the invitation of ${address}?`}
        keep="Keep the invitation"
        act="Revoke invitation"
        pending={revoke.pending}
        pendingWord="Revoking…"
        error={revoke.error}
        consequences={[
          {
            icon: IconMailOff,
            tone: 'bad',
            text: (
              <>
                <b>The link in the mail stops working.</b> Nobody is told.
              </>
            ),
          },
        ]}
        afterwards="You can invite the same address again at any time."
        onAct={() => void revoke.run({})}
      />
    </>
  );
}
