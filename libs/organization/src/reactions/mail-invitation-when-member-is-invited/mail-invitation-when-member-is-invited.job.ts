import { uuidV5, type CommandContext } from '@annals/eventstore';
import { job, type Tools } from '@annals/platform';
import { z } from 'zod';
import { RecordInvitationMailed } from '../../commands/record-invitation-mailed/record-invitation-mailed.handler';
import { invitationPurpose, linkId, type InvitationLink } from '../../organization/invitation-link';
import { InvitationReader } from '../../organization/invitation-reader.service';
import { organization } from '../../organization/organization';
import { named } from '../../organization/roles';
import { invitationLetter } from './invitation-letter';
import { invitationMails } from './mail-invitation-when-member-is-invited';

const Payload = z.object({
  organizationId: z.uuid(),
  invitationId: z.uuid(),
  generation: z.int(),
  causationId: z.uuid(),
  correlationId: z.string(),
});
type Payload = z.output<typeof Payload>;

/**
 * Mails the link of an invitation, made anew from its ids, then says so in the log. Looks at the stream first: a link
 * that is closed, replaced or known to be mailed goes nowhere; a mail whose record was lost goes out again under the
 * same id.
 */
export const mailInvitation = job({
  queue: invitationMails,
  payload: Payload,
  actsOutside: true,
  does: ({ eventStore, vault, mail, config, commands }) => {
    const reader = new InvitationReader(eventStore, vault);
    return async (asked) => {
      const { organizationId, invitationId, generation } = asked;
      const target = { stream: organization, id: [organizationId] } as const;
      const {
        state: { invitations, roles, policies, settings },
      } = await eventStore.state(target, 0);
      const [invitation, organizationName] = [invitations.all.get(invitationId), settings.name];
      if (invitation?.status !== 'open' || invitation.generation !== generation || invitation.mailed >= generation)
        return;
      const { email, inviter } = await reader.words(asked);
      if (email === null) return; // the person was erased: there is nobody to write to
      await vault.invitedAddresses.put({ email, organizationId, personId: invitation.personId });
      const letter = invitationLetter({
        organizationName,
        inviter,
        roleNames: named({ roles, policies }, invitation.roles).roleNames,
        expiresAt: invitation.expiresAt,
        link: linkTo(asked, { vault, config }),
      });
      await mail.send({ id: `invitation-${invitationId}-${generation}`, to: email, ...letter });
      await commands.execute(new RecordInvitationMailed.Command(asked, contextOf(asked)));
    };
  },
});

function linkTo(link: InvitationLink, { vault, config }: Pick<Tools, 'vault' | 'config'>): string {
  return `${config.publicUrl}/invitation#${vault.secrets.mint(invitationPurpose, linkId(link), link.generation)}`;
}

function contextOf({ invitationId, generation, causationId, correlationId }: Payload): CommandContext {
  return {
    commandId: uuidV5(invitationId, `mailed/${generation}`),
    actor: 'system:mail-invitation',
    correlationId,
    causationId,
  };
}
