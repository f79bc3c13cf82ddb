import { callOf, type ChecklistStep, routes } from '@annals/contracts';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { signUpTermsQuery } from '../../api/installation';
import { useOrganization } from '../../app/frame/frame-context';
import { useTerms } from '../../components/use-terms';
import { CurlHint } from '../../components/curl-hint';

/** A step in words, and what takes it. */
interface StepWords {
  title: string;
  what: string;
  More?: ComponentType;
}

/** A button that leads to where a step is taken. */
function Go({
  words,
  to,
  search = {},
  main = false,
}: { words: string; main?: boolean } & Pick<LinkProps, 'to' | 'search'>) {
  const { organizationId } = useOrganization();
  const say = useTerms();
  return (
    <Button
      {...(main ? {} : { variant: 'default' })}
      renderRoot={(props) => <Link {...props} to={to} params={{ organizationId }} search={search} />}
    >
      {say(words)}
    </Button>
  );
}

function ConnectBot() {
  const { organizationId } = useOrganization();
  return (
    <>
      <CurlHint call={callOf(routes.automation.registerBot, { organizationId, name: 'first-bot', kind: 'rpa' })} />
      <Go main words="Register a bot here" to="/organizations/$organizationId/bots" search={{ new: 'bot' }} />
      <Go words="Issue an API key" to="/organizations/$organizationId/api-keys" search={{ new: 'key' }} />
    </>
  );
}

/** Where new organizations are asked what they are like, that page; else the settings. */
function Describe() {
  const wizard = useQuery(signUpTermsQuery).data?.wizard;
  if (wizard === undefined) return null;
  return wizard ? (
    <Go words="Say it now" to="/organizations/$organizationId/welcome" />
  ) : (
    <Go words="Open the settings" to="/organizations/$organizationId/settings" />
  );
}

export const steps: Readonly<Record<ChecklistStep, StepWords>> = {
  created: { title: 'Create your organization', what: 'You are its owner, and its history has begun.' },
  described: {
    title: 'Say what it is called, and where it is',
    what: 'Its name, country and time zone.',
    More: Describe,
  },
  bot: { title: 'Connect your first bot', what: 'A program that does work, or an agent that talks.', More: ConnectBot },
  run: {
    title: 'See its first run',
    what: 'Appears here by itself, a second after it starts.',
    More: () => <Go words="Request a run" to="/organizations/$organizationId/runs" search={{ new: 'run' }} />,
  },
  invited: {
    title: 'Invite your team',
    what: 'Each person gets a mail with a link.',
    More: () => <Go words="Invite people" to="/organizations/$organizationId/people" search={{ new: 'invitation' }} />,
  },
  workspace: {
    title: 'Set up a workspace',
    what: 'There is one already. Rename it, or make a second.',
    More: () => <Go words="See the workspaces" to="/organizations/$organizationId/workspaces" />,
  },
  billing_address: {
    title: 'Add a billing address',
    what: 'Needed only before the first invoice.',
    More: () => <Go words="Add it" to="/organizations/$organizationId/settings/account-info" />,
  },
};
