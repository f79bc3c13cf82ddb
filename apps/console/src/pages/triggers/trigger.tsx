import { type FireFigures, stateOfTrigger } from '@annals/contracts';
import { Button, Modal } from '@mantine/core';
import { IconBan, IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { z } from 'zod';
import { fireFiguresQuery, triggerQuery } from '../../api/triggers';
import { useOrganization } from '../../app/frame/frame-context';
import { Page } from '../../app/frame/page';
import { Box } from '../../components/box';
import { Confirm } from '../../components/confirm';
import { Facts } from '../../components/facts';
import { Behind, InlineError, LoadFailure } from '../../components/failure';
import { ShortId } from '../../components/short-id';
import { SkeletonRows } from '../../components/skeleton';
import { Status } from '../../components/status';
import { toast } from '../../components/toasts';
import { When } from '../../components/when';
import { exact } from '../../format/time';
import { plural } from '../../format/words';
import { GiveTrigger, TriggerOwner } from './give';
import { FireStrip } from './fire-strip';
import { Fires, useFires } from './fires';
import { type Shown, ShownSecret } from './shown-secret';
import classes from './triggers.module.css';
import { useTriggerActs } from './use-trigger-acts';
import { type AnyTrigger, lookOf, missedWords, overlapWords, whenWords } from './words';

const route = getRouteApi('/signed-in/organizations/$organizationId/triggers/$triggerId');

/** One trigger: how it is set, what comes next, and what each of its due times came to. */
export function TriggerPage() {
  const { organizationId } = useOrganization();
  const { triggerId } = route.useParams();
  const read = useQuery(triggerQuery({ organizationId, triggerId }));
  const figures = useQuery(fireFiguresQuery({ organizationId, triggerId }));
  return (
    <Page
      title={read.data?.name ?? 'Trigger'}
      way={
        <Link to="/organizations/$organizationId/triggers" params={{ organizationId }}>
          Triggers
        </Link>
      }
    >
      <Behind error={read.failureReason} />
      {read.data === undefined || figures.isPending ? (
        read.error === null ? (
          <SkeletonRows />
        ) : (
          <LoadFailure what="trigger" error={read.error} retry={() => void read.refetch()} />
        )
      ) : (
        <Content trigger={read.data} figures={figures.data} />
      )}
    </Page>
  );
}

function Content({ trigger, figures }: { trigger: AnyTrigger; figures: z.output<typeof FireFigures> | undefined }) {
  const { organizationId, can } = useOrganization();
  const { isPending } = useFires(trigger);
  const [next] = trigger.next;
  return (
    <>
      <div className={classes.formHead}>
        <div>
          <h2 className={classes.title}>
            {trigger.name} <Status look={lookOf(trigger)} pill />
          </h2>
          <p className={classes.lead}>
            Runs{' '}
            <Link to="/organizations/$organizationId/bots" params={{ organizationId }} search={{ row: trigger.botId }}>
              {trigger.botName}
            </Link>
            . {whenWords(trigger)}
            {trigger.zone === null || trigger.cron === null ? '' : `, ${trigger.zone}`}.
            {next !== undefined && trigger.held === null && ` Next at ${exact(next)}.`}{' '}
            {can('runs:read', trigger.workspaceId) && (
              <Link
                to="/organizations/$organizationId/runs"
                params={{ organizationId }}
                search={{ trigger: trigger.triggerId }}
              >
                Its runs
              </Link>
            )}
          </p>
        </div>
        <Acts trigger={trigger} />
      </div>
      {figures !== undefined && <FireStrip figures={figures} />}
      <div className={classes.columns}>
        <Fires trigger={trigger} />
        {/* What is below the list on a small screen comes when that has its length. */}
        {!isPending && <Side trigger={trigger} />}
      </div>
    </>
  );
}

function Side({ trigger }: { trigger: AnyTrigger }) {
  const { can } = useOrganization();
  return (
    <div className={classes.side}>
      <Box title="How it is set">
        <div className={classes.boxed}>
          <Facts facts={factsOf(trigger, can('members:read'))} />
        </div>
      </Box>
      {trigger.next.length > 0 && (
        <Box title="Next fires">
          <table className={classes.next} aria-label="Next fires">
            <tbody>
              {trigger.next.map((at) => (
                <tr key={at}>
                  <td>{exact(at)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Box>
      )}
      <p className={classes.note}>
        <b>A due time fires once</b>
        Also after a restart or with two servers: the run is named by trigger and due time.
      </p>
    </div>
  );
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** @param people whether the reader may see them */
function factsOf(trigger: AnyTrigger, people: boolean): (readonly [string, React.ReactNode])[] {
  const { daysOff, calendar, overlap, missed, missedAtMost } = trigger;
  const off = [...(daysOff?.weekdays ?? []).map((day) => weekdays[day - 1] ?? ''), ...(daysOff?.dates ?? [])];
  const ofSchedule = [
    ['Zone', trigger.zone ?? '–'],
    ['Calendar', calendar === null ? 'None' : calendar.name],
    ['Days off', off.length === 0 ? 'None' : off.join(', ')],
    ['If still going', overlapWords[overlap]?.[0] ?? overlap],
    ['If missed', `${missedWords[missed] ?? missed}${missed === 'all' ? ` ${missedAtMost}` : ''}`],
  ] as const;
  return [
    ['When', whenWords(trigger)],
    ...(trigger.cron === null ? [] : [['Cron', <code key="cron">{trigger.cron}</code>] as const]),
    ...(trigger.kind === 'schedule' ? ofSchedule : []),
    ['Pauses after', `${plural(trigger.pauseAfter, 'failure')} in a row`],
    ...(people ? [['Owner', <TriggerOwner key="owner" ownerId={trigger.ownerId} />] as const] : []),
    ['Made', <When key="made" at={trigger.createdAt} />],
    ['Id', <ShortId key="id" id={trigger.triggerId} what="trigger" />],
  ];
}

function Acts({ trigger }: { trigger: AnyTrigger }) {
  const { organizationId, can } = useOrganization();
  const navigate = route.useNavigate();
  const { workspaceId, triggerId, name } = trigger;
  const { enable, disable, fire, remove, rotate } = useTriggerActs(trigger);
  const [asking, ask] = useState(false);
  const [shown, show] = useState<Shown>();
  const change = trigger.enabled ? disable : enable;
  const renew = async () => {
    const made = await rotate.run({});
    if (made?.address && made.secret) show({ address: made.address, secret: made.secret });
  };
  const end = async (said: { reason?: string }) => {
    if ((await remove.run(said)) === undefined) return;
    toast({ text: `Deleted ${name}.` });
    await navigate({ to: '/organizations/$organizationId/triggers', params: { organizationId } });
  };
  const edits = can('triggers:create', workspaceId);
  return (
    <div>
      <div className={classes.acts}>
        {edits && (
          <>
            <Button
              variant="default"
              onClick={() => {
                ask(true);
              }}
            >
              Delete…
            </Button>
            {trigger.kind === 'webhook' && (
              <Button variant="default" loading={rotate.pending} onClick={() => void renew()}>
                New secret
              </Button>
            )}
            <Button
              variant="default"
              renderRoot={(props) => (
                <Link
                  to="/organizations/$organizationId/triggers/$triggerId/edit"
                  params={{ organizationId, triggerId }}
                  {...props}
                />
              )}
            >
              Edit
            </Button>
          </>
        )}
        {can('bots.owner:reassign', workspaceId) && <GiveTrigger trigger={trigger} />}
        {can('triggers:toggle', workspaceId) && (
          <Button variant="default" loading={change.pending} onClick={() => void change.run({})}>
            {trigger.enabled ? 'Turn off' : 'Turn on'}
          </Button>
        )}
        {can('runs:start', workspaceId) && (
          <Button loading={fire.pending} onClick={() => void fire.run({})}>
            Fire now
          </Button>
        )}
      </div>
      <InlineError error={change.error ?? fire.error ?? rotate.error} />
      <Confirm
        opened={asking}
        title={`Delete ${name}?`}
        consequences={[
          { icon: IconBan, text: `It fires no more${stateOfTrigger(trigger) === 'active' ? '' : ', also not later'}.` },
          { icon: IconHistory, text: 'Its runs stay in the history.' },
        ]}
        afterwards="It cannot be taken back: another one has to be made."
        keep="Keep it"
        act={`Delete ${name}`}
        askReason
        pending={remove.pending}
        pendingWord="Deleting…"
        error={remove.error}
        onAct={(said) => void end(said)}
        onClose={() => {
          ask(false);
        }}
      />
      <Modal opened={shown !== undefined} onClose={() => undefined} withCloseButton={false} title="Address and secret">
        {shown !== undefined && (
          <ShownSecret
            shown={shown}
            done={() => {
              show(undefined);
            }}
          />
        )}
      </Modal>
    </div>
  );
}
