import { Button } from '@mantine/core';
import { IconRobot } from '@tabler/icons-react';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { getRouteApi, Link, useLocation, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { asApiError } from '../../api/problem';
import { membershipQuery, meQuery } from '../../api/queries';
import { mayPass } from '../../api/query-client';
import { previewShareLink } from '../../api/share-links';
import { InlineError, LoadFailure } from '../../components/failure';
import { dayAndMonth } from '../../format/time';
import { linkLevels } from '../bots/link-words';
import { EntryLayout } from '../entry/entry-layout';
import classes from '../entry/entry.module.css';
import { keepToken, takeToken } from '../entry/kept-token';
import { AcceptLink } from './accept-link';
import { CopyByLink } from './copy-by-link';
import { isKnownLevel, type Offer } from './offer';

const route = getRouteApi('/share/$organizationId');

/** The secret of the link: after sign-in the reader comes back without it, and what this tab kept is put back. */
function useSecret(organizationId: string): string {
  const { hash } = useLocation();
  const [kept] = useState(() => takeToken('share-link'));
  const navigate = useNavigate();
  const back = useRef(hash === '' && kept !== '');
  useEffect(() => {
    if (!back.current) return;
    back.current = false;
    void navigate({ to: '/share/$organizationId', params: { organizationId }, hash: kept, replace: true });
  }, [kept, navigate, organizationId]);
  return hash === '' ? kept : hash;
}

/** `/share/{organizationId}#secret`: what a link to a bot gives, then taking it up; signed in, or after signing in. */
export function SharePage() {
  const { organizationId } = route.useParams();
  const secret = useSecret(organizationId);
  const me = useQuery({ ...meQuery, retry: false });
  const offer = useQuery({
    queryKey: ['org', organizationId, 'share-link', secret],
    queryFn: () => previewShareLink(organizationId, secret),
    enabled: secret !== '' && me.data !== undefined,
    staleTime: Infinity,
    retry: false,
  });
  const membership = useQuery({ ...membershipQuery(organizationId), enabled: offer.data !== undefined });
  if (secret === '') return <Dead>The link is not complete. Ask who sent it for all of it.</Dead>;
  if (me.error !== null && asApiError(me.error).code === 'UNAUTHENTICATED')
    return <SignInFirst organizationId={organizationId} secret={secret} />;
  const error = me.error ?? offer.error ?? membership.error;
  if (error !== null && mayPass(error))
    return (
      <EntryLayout title="Shared with you">
        <div className={classes.fields}>
          <LoadFailure what="link" error={error} retry={() => void retried([me, offer, membership])} />
        </div>
      </EntryLayout>
    );
  if (error !== null)
    return (
      <Dead>
        <InlineError error={error} />
      </Dead>
    );
  if (offer.data === undefined || membership.data === undefined)
    return (
      <EntryLayout title="Shared with you" lead="Looking at the link…">
        {null}
      </EntryLayout>
    );
  return <Shared organizationId={organizationId} secret={secret} offer={offer.data} membership={membership.data} />;
}

/** Those that failed are asked again. */
const retried = (asked: readonly UseQueryResult[]) =>
  Promise.all(asked.filter((each) => each.isError).map((each) => each.refetch()));

function Dead({ children }: { children: ReactNode }) {
  return (
    <EntryLayout title="This link does not work">
      <div className={classes.fields}>{children}</div>
      <p className={classes.links}>
        <Link to="/">Your organizations</Link>
      </p>
    </EntryLayout>
  );
}

function SignInFirst({ organizationId, secret }: { organizationId: string; secret: string }) {
  return (
    <EntryLayout title="A bot is shared with you" lead="Sign in to see which one, and to take it up.">
      <div className={classes.fields}>
        <Button
          renderRoot={(props) => <Link {...props} to="/sign-in" search={{ next: `/share/${organizationId}` }} />}
          onClick={() => {
            keepToken('share-link', secret);
          }}
          fullWidth
          data-size="md"
        >
          Sign in
        </Button>
      </div>
    </EntryLayout>
  );
}

function Shared({ offer, ...rest }: Offer) {
  const { level, botName, byAlias, until } = offer;
  if (!isKnownLevel(level)) return <Dead>This link is good for something that this console does not know.</Dead>;
  return (
    <EntryLayout
      title={offer.already ? `You may use ${botName} already` : level === 'copy' ? `Copy ${botName}` : `Use ${botName}`}
      above={
        <p className={classes.pill}>
          <IconRobot size={15} stroke={1.7} aria-hidden />
          {botName}
        </p>
      }
      lead={
        <>
          {byAlias === null ? 'Somebody here' : <b>{byAlias}</b>} shares it by a link until {dayAndMonth(until)}.{' '}
          <b>{linkLevels[level].name}</b>: {linkLevels[level].meaning}
        </>
      }
    >
      {level === 'copy' ? <CopyByLink offer={offer} {...rest} /> : <AcceptLink offer={offer} {...rest} />}
    </EntryLayout>
  );
}
