import type { Need } from '@annals/contracts';
import { Button } from '@mantine/core';
import { IconAlertTriangleFilled, IconLock, IconPlayerPause, type TablerIcon } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { needsQuery } from '../../api/needs';
import { useOrganization } from '../../app/frame/frame-context';
import { useNow, When } from '../../components/when';
import { entryNumber } from '../../format/words';
import { needWords } from '../needs/words';
import classes from './bot.module.css';
import type { AnyBot } from './types';

type OfBot = Need & { kind: 'failing' | 'error' | 'queue' | 'refusing' };
const isOf =
  (botId: string) =>
  (need: Need): need is OfBot =>
    (need.kind === 'failing' || need.kind === 'error' || need.kind === 'queue' || need.kind === 'refusing') &&
    need.botId === botId;

/** What needs somebody about a bot, worst first, as the server judges it. */
export function useNeed({ botId, workspaceId }: AnyBot) {
  const { organizationId } = useOrganization();
  const read = useQuery(needsQuery(organizationId, { workspaceId, limit: 200 }));
  const needs = (read.data?.items ?? []).filter(isOf(botId));
  return {
    isPending: read.isPending,
    worst: needs[0],
    failing: needs.find(({ kind }) => kind === 'failing' || kind === 'error'),
  };
}

interface Props {
  bot: AnyBot;
  need: Pick<ReturnType<typeof useNeed>, 'worst'>;
}

/** Why it does not work, or why somebody wants that; nothing where nothing is wrong. */
export function Cause({ bot, need: { worst } }: Props) {
  const now = useNow();
  if (bot.locked !== null) return <Since icon={IconLock} word="Locked" of={bot.locked} />;
  if (bot.disabled !== null) return <Since icon={IconPlayerPause} word="Disabled" of={bot.disabled} />;
  if (worst === undefined) return null;
  const { title, cause } = needWords(worst, now);
  return (
    <Banner icon={IconAlertTriangleFilled} bad={worst.kind === 'failing' || worst.kind === 'error'} title={title}>
      {cause}
      {worst.kind === 'failing' && <FailedRuns bot={bot} />}
    </Banner>
  );
}

function FailedRuns({ bot }: Pick<Props, 'bot'>) {
  const { organizationId } = useOrganization();
  return (
    <Button
      variant="default"
      className={classes.bannerAct}
      renderRoot={(props) => (
        <Link
          {...props}
          to="/organizations/$organizationId/runs"
          params={{ organizationId }}
          search={{ bot: bot.botId, outcome: 'failed' }}
        />
      )}
    >
      See failed runs
    </Button>
  );
}

interface SinceProps {
  icon: TablerIcon;
  word: string;
  of: NonNullable<AnyBot['disabled']>;
}

/** Since when it is so, the reason that was given, and the event that says it. */
function Since({ icon, word, of: { at, reason, sequence } }: SinceProps) {
  const { organizationId, can } = useOrganization();
  return (
    <Banner
      icon={icon}
      title={
        <>
          {word} <When at={at} />
        </>
      }
    >
      {reason === null ? 'Nobody gave a reason. ' : `“${reason}” `}
      {can('audit:read') && (
        <Link to="/organizations/$organizationId/audit" params={{ organizationId }} search={{ row: sequence }}>
          {entryNumber(sequence)}
        </Link>
      )}
    </Banner>
  );
}

interface BannerProps {
  icon: TablerIcon;
  bad?: boolean;
  title: ReactNode;
  children: ReactNode;
}

const Banner = ({ icon: Icon, bad = false, title, children }: BannerProps) => (
  <section className={classes.banner} data-bad={bad || undefined} aria-label="What is wrong">
    <Icon size={17} stroke={1.7} aria-hidden />
    <div className={classes.bannerWords}>
      <p className={classes.bannerTitle}>{title}</p>
      <div className={classes.bannerCause}>{children}</div>
    </div>
  </section>
);
