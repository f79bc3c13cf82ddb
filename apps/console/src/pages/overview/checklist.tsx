import { callOf, routes } from '@annals/contracts';
import { Button, UnstyledButton } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconCircleCheckFilled, IconCircleDashed } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { botsQuery, overviewQuery, runsQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';
import { CurlHint } from '../../components/curl-hint';
import { personal } from '../../format/words';
import classes from './checklist.module.css';

interface State {
  shown: boolean;
  bot: boolean;
  run: boolean;
  team: boolean;
  hide: () => void;
}

/**
 * The first steps of a new organization, each ticked by what has happened; shown until all are, or the reader hides
 * them.
 */
export function useChecklist(): State {
  const { organizationId, can } = useOrganization();
  const [hidden, setHidden] = useLocalStorage({
    key: `annals.checklist.${organizationId}`,
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const enabled = can('bots:create');
  const bots = useQuery({ ...botsQuery(organizationId, { limit: 1 }), enabled }).data?.items.length;
  const runs = useQuery({ ...runsQuery(organizationId, { limit: 1 }), enabled }).data?.items.length;
  const overview = useQuery(overviewQuery(organizationId, 14)).data;
  const known = bots !== undefined && runs !== undefined && overview !== undefined;
  const bot = (bots ?? 0) > 0,
    run = (runs ?? 0) > 0,
    team = (overview?.members ?? 0) + (overview?.invited ?? 0) > 1;
  return {
    shown: known && !hidden && enabled && !(bot && run),
    bot,
    run,
    team,
    hide: () => {
      setHidden(true);
    },
  };
}

/** What to do first, the first open step with all it takes. */
export function Checklist({ bot, run, team, hide }: State) {
  const { organizationId, organization, me } = useOrganization();
  const params = { organizationId };
  const done = 2 + [bot, run, team].filter(Boolean).length;
  return (
    <section aria-label="First steps">
      <div className={classes.head}>
        <div>
          <h2 className={classes.title}>Welcome, {personal(me.alias)}</h2>
          <p className={classes.lead}>Each step ticks itself off when it has happened.</p>
        </div>
        <span className={classes.progress}>
          <i aria-hidden>
            <b style={{ width: `${done * 20}%` }} />
          </i>
          {done} of 5
        </span>
      </div>
      <ol className={classes.steps}>
        <Step done title="Verify your e-mail address">
          {personal(me.email)}
        </Step>
        <Step done title="Create your organization">
          Named {organization.name}. You can rename it in{' '}
          <Link to="/organizations/$organizationId/settings" params={params}>
            Settings
          </Link>
          .
        </Step>
        <Step
          done={bot}
          title="Connect your first bot"
          more={
            !bot && (
              <>
                <CurlHint
                  call={callOf(routes.automation.registerBot, { organizationId, name: 'first-bot', kind: 'rpa' })}
                />
                <Button
                  renderRoot={(props) => (
                    <Link {...props} to="/organizations/$organizationId/bots" params={params} search={{ new: 'bot' }} />
                  )}
                >
                  Register a bot here
                </Button>
                <Button
                  variant="default"
                  renderRoot={(props) => (
                    <Link
                      {...props}
                      to="/organizations/$organizationId/api-keys"
                      params={params}
                      search={{ new: 'key' }}
                    />
                  )}
                >
                  Issue an API key
                </Button>
              </>
            )
          }
        >
          A program that does work, or an agent that talks.
        </Step>
        <Step
          done={run}
          title="See its first run"
          more={
            bot &&
            !run && (
              <Button
                renderRoot={(props) => (
                  <Link {...props} to="/organizations/$organizationId/runs" params={params} search={{ new: 'run' }} />
                )}
              >
                Request a run
              </Button>
            )
          }
        >
          Appears here by itself, a second after it starts.
        </Step>
        <Step
          done={team}
          title="Invite your team"
          more={
            !team && (
              <Button
                variant="default"
                renderRoot={(props) => (
                  <Link
                    {...props}
                    to="/organizations/$organizationId/people"
                    params={params}
                    search={{ new: 'invitation' }}
                  />
                )}
              >
                Invite people
              </Button>
            )
          }
        >
          Each person gets a mail with a link.
        </Step>
      </ol>
      <p className={classes.later}>
        Not now?{' '}
        <UnstyledButton className={classes.hide} onClick={hide}>
          Hide the first steps
        </UnstyledButton>
      </p>
    </section>
  );
}

function Step({
  done = false,
  title,
  children,
  more,
}: {
  done?: boolean;
  title: string;
  children: ReactNode;
  more?: ReactNode;
}) {
  const Icon = done ? IconCircleCheckFilled : IconCircleDashed;
  return (
    <li className={classes.step} data-done={done || undefined}>
      <Icon size={19} stroke={1.5} aria-hidden />
      <div className={classes.words}>
        <p className={classes.name}>{title}</p>
        <p className={classes.what}>{children}</p>
        {more !== undefined && more !== false && <div className={classes.more}>{more}</div>}
      </div>
      {done && <span className={classes.tick}>Done</span>}
    </li>
  );
}
