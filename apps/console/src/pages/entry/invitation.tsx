import { Button } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { asApiError } from '../../api/problem';
import { meQuery } from '../../api/queries';
import { previewInvitation } from '../../api/organization';
import { InlineError } from '../../components/failure';
import { dayAndMonth } from '../../format/time';
import { list } from '../../format/words';
import { AcceptAsNewcomer, AcceptSignedIn } from './accept-invitation';
import { EntryLayout } from './entry-layout';
import classes from './entry.module.css';
import { keepToken, takeToken } from './kept-token';

/** `/invitation#token`: who invites to what, then accepting: signed in, after signing in, or with a new account. */
export function InvitationPage() {
  const { hash } = useLocation();
  // After sign-in the reader comes back without the fragment: what this tab kept is put back there.
  const [kept] = useState(() => takeToken('invitation'));
  const token = hash === '' ? kept : hash;
  const navigate = useNavigate();
  const back = useRef(hash === '' && kept !== '');
  useEffect(() => {
    if (!back.current) return;
    back.current = false;
    void navigate({ to: '/invitation', hash: kept, replace: true });
  }, [kept, navigate]);
  const preview = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => previewInvitation(token),
    enabled: token !== '',
    staleTime: Infinity,
  });
  const me = useQuery({ ...meQuery, retry: false });
  const signedOut = me.error !== null && asApiError(me.error).code === 'UNAUTHENTICATED';
  if (preview.error !== null || token === '') {
    return (
      <EntryLayout
        title="This invitation does not work"
        lead={token === '' ? 'The link is not complete. Open it again from the mail.' : undefined}
      >
        <div className={classes.fields}>
          <InlineError error={preview.error} />
        </div>
        <p className={classes.links}>
          <Link to="/">Your organizations</Link>
        </p>
      </EntryLayout>
    );
  }
  if (preview.data === undefined || (me.data === undefined && !signedOut))
    return (
      <EntryLayout title="Invitation" lead="Looking at your invitation…">
        <InlineError error={signedOut ? null : me.error} />
      </EntryLayout>
    );
  const invitation = preview.data;
  return (
    <EntryLayout
      title={`Join ${invitation.organizationName}`}
      above={
        <p className={classes.pill}>
          <IconMail size={15} stroke={1.7} aria-hidden />
          {invitation.email}
        </p>
      }
      lead={
        <>
          You are invited as <b>{list(invitation.roleNames)}</b>. The invitation works until{' '}
          {dayAndMonth(invitation.expiresAt)}.
        </>
      }
    >
      {me.data !== undefined && <AcceptSignedIn token={token} invitation={invitation} me={me.data} />}
      {me.data === undefined && invitation.hasAccount && <SignInFirst token={token} />}
      {me.data === undefined && !invitation.hasAccount && <AcceptAsNewcomer token={token} invitation={invitation} />}
    </EntryLayout>
  );
}

function SignInFirst({ token }: { token: string }) {
  return (
    <div className={classes.fields}>
      <p>There is an account with this address. Sign in with it to accept.</p>
      <Button
        renderRoot={(props) => <Link {...props} to="/sign-in" search={{ next: '/invitation' }} />}
        onClick={() => {
          keepToken('invitation', token);
        }}
        fullWidth
        data-size="md"
      >
        Sign in
      </Button>
    </div>
  );
}
