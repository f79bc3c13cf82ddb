import { Button } from '@mantine/core';
import { IconClock, IconCloudOff, IconMapOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ErrorComponentProps, Link, useParams, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { discoveredQuery } from '../../api/join-requests';
import { type ApiError, asApiError } from '../../api/problem';
import { longMoment } from '../../app/past/moment-words';
import { mayPass } from '../../api/query-client';
import { Logo } from '../../components/logo';
import { StateBox } from '../../components/state-box';
import { useRetry } from '../../components/use-retry';
import { RequestAccess } from '../organizations/request-access';
import classes from './route-error.module.css';

/** A page that could not be shown at all: not there, not visible, or not loaded. */
export function RouteError({ error }: ErrorComponentProps) {
  const router = useRouter();
  const problem = asApiError(error);
  const after = useRetry(problem, () => void router.invalidate());
  if (problem.code === 'ORG_NOT_FOUND') return <NotMine />;
  const { at } = router.latestLocation.search as { at?: string };
  if (at !== undefined && (problem.code === 'VALIDATION_FAILED' || isOfAMoment(problem.code)))
    return <NoMoment problem={problem} />;
  if (problem.status === 404 || problem.code === 'VALIDATION_FAILED') return <NotFound />;
  return (
    <Bare>
      <div role="alert">
        <StateBox
          icon={IconCloudOff}
          title="The page did not load"
          actions={mayPass(problem) ? <Button onClick={() => void router.invalidate()}>Try now</Button> : undefined}
        >
          {problem.message}
          {after === undefined ? '' : ` We try again in ${after} s.`}
        </StateBox>
      </div>
    </Bare>
  );
}

const isOfAMoment = (code: string): boolean => code === 'INSTANT_BEFORE_CREATION' || code === 'INSTANT_IN_FUTURE';

/** Why the moment in the address cannot be shown. */
function NoMoment({ problem }: { problem: ApiError }) {
  const router = useRouter();
  const createdAt = problem.details['createdAt'];
  const isBefore = typeof createdAt === 'string';
  const go = (at: string | undefined) => void router.navigate({ to: '.', search: (search) => ({ ...search, at }) });
  return (
    <Bare>
      <StateBox
        icon={IconClock}
        title={isOfAMoment(problem.code) ? problem.message : 'This is no moment'}
        actions={
          <>
            {isBefore && (
              <Button
                onClick={() => {
                  go(createdAt);
                }}
              >
                Go there
              </Button>
            )}
            <Button
              variant={isBefore ? 'default' : 'filled'}
              onClick={() => {
                go(undefined);
              }}
            >
              Return to now
            </Button>
          </>
        }
      >
        {isBefore ? `It was created on ${longMoment(createdAt)}.` : 'History goes from the first event to now.'}
      </StateBox>
    </Bare>
  );
}

/** A14: an organization that lets itself be found can be asked; of any other nothing is said. */
function NotMine() {
  const { organizationId } = useParams({ strict: false });
  const found = useQuery({ ...discoveredQuery(organizationId ?? ''), enabled: organizationId !== undefined });
  const [organization] = found.data?.organizations ?? [];
  if (organization === undefined) return <NotFound />;
  return (
    <Bare>
      <RequestAccess organization={organization} />
    </Bare>
  );
}

/** The same words for what does not exist and for what the reader may not see. */
export function NotFound() {
  return (
    <Bare>
      <StateBox
        icon={IconMapOff}
        title="There is nothing here, or you can't see it"
        actions={<Button renderRoot={(props) => <Link {...props} to="/organizations" />}>Your organizations</Button>}
      />
    </Bare>
  );
}

function Bare({ children }: { children: ReactNode }) {
  return (
    <div className={classes.page}>
      <title>Annals</title>
      <header className={classes.bar}>
        <Logo />
      </header>
      <main className={classes.main}>
        <h1 className={classes.hidden}>Annals</h1>
        {children}
      </main>
    </div>
  );
}
