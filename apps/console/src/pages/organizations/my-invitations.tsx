import type { MyInvitation } from '@annals/contracts';
import { Button } from '@mantine/core';
import { OrganizationAvatar } from '../../components/avatar';
import { InlineError } from '../../components/failure';
import { useInvitationAnswer, useMyInvitations } from '../../components/use-my-invitations';
import { dayAndMonth } from '../../format/time';
import { list, personal } from '../../format/words';
import classes from './my-invitations.module.css';

/** What the reader is invited to, before what they belong to. */
export function MyInvitations() {
  const invitations = useMyInvitations();
  if (invitations.length === 0) return null;
  return (
    <ul className={classes.list} aria-label="Invitations">
      {invitations.map((each) => (
        <Invitation key={each.invitationId} invitation={each} />
      ))}
    </ul>
  );
}

function Invitation({ invitation }: { invitation: MyInvitation }) {
  const answer = useInvitationAnswer(invitation);
  const { organizationName, roleNames, invitedByAlias, expiresAt } = invitation;
  return (
    <li className={classes.invitation}>
      <OrganizationAvatar id={invitation.organizationId} name={organizationName} />
      <div className={classes.words}>
        <b>
          {personal(invitedByAlias)} invites you to {organizationName} as {list(roleNames)}
        </b>
        <span>The invitation works until {dayAndMonth(expiresAt)}.</span>
        <InlineError error={answer.error} />
      </div>
      <div className={classes.acts}>
        <Button variant="default" loading={answer.declining} onClick={answer.decline}>
          Decline
        </Button>
        <Button loading={answer.accepting} onClick={answer.accept}>
          Accept
        </Button>
      </div>
    </li>
  );
}
