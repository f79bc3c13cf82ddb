import { inWords } from '@annals/contracts';
import { IconChevronLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { versionsQuery } from '../../api/bots';
import { botQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';
import { Page } from '../../app/frame/page';
import { ThingAvatar } from '../../components/avatar';
import { Behind, LoadFailure } from '../../components/failure';
import { SkeletonRows } from '../../components/skeleton';
import { botLooks, Status } from '../../components/status';
import { useWorkspaceNames } from '../../components/use-workspace-names';
import { When } from '../../components/when';
import { kindWords } from '../bots/kinds';
import { Acts } from './acts';
import classes from './bot.module.css';
import { Cause, useNeed } from './cause';
import { Figures } from './figures';
import { Side } from './side';
import { BotTimeline } from './timeline';
import type { AnyBot } from './types';
import { Versions } from './versions';

const route = getRouteApi('/signed-in/organizations/$organizationId/bots/$botId');

/** One bot: what is wrong with it, its versions, and everything that happened to it. */
export function BotPage() {
  const { organizationId } = useOrganization();
  const { botId } = route.useParams();
  const read = useQuery(botQuery(organizationId, botId));
  return (
    <Page
      title={read.data?.name ?? 'Bot'}
      back={
        <Link to="/organizations/$organizationId/bots" params={{ organizationId }} aria-label="Back to the bots">
          <IconChevronLeft size={20} stroke={1.7} aria-hidden />
        </Link>
      }
      way={
        <Link to="/organizations/$organizationId/bots" params={{ organizationId }}>
          Bots
        </Link>
      }
    >
      <Behind error={read.failureReason} />
      {read.data === undefined ? (
        read.error === null ? (
          <SkeletonRows />
        ) : (
          <LoadFailure what="bot" error={read.error} retry={() => void read.refetch()} />
        )
      ) : (
        <Content bot={read.data} />
      )}
    </Page>
  );
}

function Content({ bot }: { bot: AnyBot }) {
  const { organizationId } = useOrganization();
  const need = useNeed(bot);
  const versions = useQuery(versionsQuery({ organizationId, botId: bot.botId }, { limit: 10 }));
  // What stands above the rest is there with the rest, so that nothing moves when it comes.
  if (need.isPending || versions.isPending) return <SkeletonRows />;
  return (
    <>
      <div className={classes.head}>
        <div className={classes.who}>
          <ThingAvatar kind="rpa" />
          <div>
            <h2 className={classes.title}>
              {bot.name} <Status look={botLooks[bot.status]} pill />
            </h2>
            <Lead bot={bot} />
          </div>
        </div>
        <Acts bot={bot} versions={versions.data?.items ?? []} failing={need.failing !== undefined} />
      </div>
      <Cause bot={bot} need={need} />
      <div className={classes.columns}>
        <div className={classes.main}>
          <Figures bot={bot} />
          <Versions bot={bot} first={versions} />
          <BotTimeline bot={bot} />
        </div>
        <Side bot={bot} />
      </div>
    </>
  );
}

function Lead({ bot }: { bot: AnyBot }) {
  const workspace = useWorkspaceNames().get(bot.workspaceId);
  const program = [bot.version === null ? '' : `version ${bot.version}`, bot.host === null ? '' : `on ${bot.host}`];
  const words = [inWords(kindWords, bot.kind), workspace, program.filter(Boolean).join(' ')].filter(Boolean);
  return (
    <p className={classes.lead}>
      {words.join(' · ')} · {bot.lastSeenAt === null ? 'never heard of' : 'heard of '}
      {bot.lastSeenAt !== null && <When at={bot.lastSeenAt} />}
    </p>
  );
}
