import { Button } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { meQuery } from '../../api/queries';
import { PlainPage } from '../account/plain-page';
import { AskForAnother, useIsFull, useMade } from './ask-for-another';
import { CreateForm } from './create-form';
import { MayJoin } from './joinable';
import { MyInvitations } from './my-invitations';
import { SignOut } from './sign-out';

/** One more organization: its name and place, and what people call its owner there. */
export function CreateOrganizationPage() {
  const { data: me } = useSuspenseQuery(meQuery);
  const { required } = me.ownOrganizations;
  const isFull = useIsFull();
  const made = useMade();
  return (
    <PlainPage
      title="Create an organization"
      lead={`${required ? 'You need one to go on, or an invitation to one.' : '1 minute.'} ${made}`}
      end={
        required ? (
          <SignOut />
        ) : (
          <Button variant="default" component={Link} to="/organizations">
            Cancel
          </Button>
        )
      }
    >
      {required && <MyInvitations />}
      {required && <MayJoin me={me} />}
      {isFull ? <AskForAnother /> : <CreateForm me={me} />}
    </PlainPage>
  );
}
