import { Button } from '@mantine/core';
import { IconDoorExit } from '@tabler/icons-react';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { meQuery } from '../../api/queries';
import { StateBox } from '../../components/state-box';
import { plural } from '../../format/words';
import { PlainPage } from '../account/plain-page';
import { SignOut } from './sign-out';

const route = getRouteApi('/signed-in/former-member');

/** Where somebody lands whose membership ended while they were reading. */
export function FormerMemberPage() {
  const { of, id } = route.useSearch();
  const { data: me } = useSuspenseQuery(meQuery);
  // The list may be a moment behind.
  const others = me.organizations.filter((each) => each.organizationId !== id).length;
  return (
    <PlainPage title="No longer a member">
      <StateBox
        icon={IconDoorExit}
        title={`You are no longer a member of ${of ?? 'this organization'}`}
        actions={
          <>
            {others > 0 && (
              <Button renderRoot={(props) => <Link {...props} to="/organizations" />}>
                {others === 1 ? 'Your other organization' : `Your ${plural(others, 'organization')}`}
              </Button>
            )}
            <SignOut />
          </>
        }
      >
        You left it, or were removed.{' '}
        {others > 0
          ? 'Nothing else of yours has changed.'
          : 'You belong to no other one. An invitation brings you into one: open the link in its mail.'}
      </StateBox>
    </PlainPage>
  );
}
