import { type Bot, callOf, inWords, routes } from '@annals/contracts';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { requestRun } from '../../api/automation';
import { botQuery } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { SidePanel } from '../../app/frame/side-panel';
import { CurlHint } from '../../components/curl-hint';
import { Facts, PanelHeading } from '../../components/facts';
import { InlineError } from '../../components/failure';
import { KeyList } from '../../components/keys/key-list';
import { ShortId } from '../../components/short-id';
import { botLooks, Status } from '../../components/status';
import { toast } from '../../components/toasts';
import { When } from '../../components/when';
import { count, entryNumber, share } from '../../format/words';
import { AtOnce } from './at-once';
import classes from './bots.module.css';
import { DisableDialog } from './disable-dialog';
import { Doing } from './doing';
import { Lock } from './lock';
import { kindWords } from './kinds';
import { SharedWith } from './shared-with';
import { useToggle } from './use-toggle';
import { WhatItDoes } from './what-it-does';

type AnyBot = z.output<typeof Bot>;
interface Props {
  botId: string;
  bots: readonly AnyBot[];
  close: () => void;
  open: (botId: string) => void;
}

/** One bot: how it is, its runs, its keys, and how it connects. */
export function BotPanel({ botId, bots, close, open }: Props) {
  const { organizationId } = useOrganization();
  const read = useQuery(botQuery(organizationId, botId));
  const bot = read.data ?? bots.find((each) => each.botId === botId);
  const index = bots.findIndex((each) => each.botId === botId);
  const step = (by: number) => {
    const next = index === -1 ? undefined : bots[index + by];
    return next === undefined
      ? undefined
      : () => {
          open(next.botId);
        };
  };
  const place = { of: index === -1 ? '' : `${index + 1} of ${bots.length}`, previous: step(-1), next: step(1) };
  if (bot === undefined)
    return (
      <SidePanel
        label="Bot"
        place={place}
        close={close}
        head={
          <h2 className={classes.title}>
            {read.isPending ? 'Loading…' : "There is nothing here, or you can't see it"}
          </h2>
        }
      >
        {null}
      </SidePanel>
    );
  return (
    <SidePanel
      label={`Bot ${bot.name}`}
      place={place}
      close={close}
      footer={<Acts bot={bot} />}
      head={
        <>
          <h2 className={classes.title}>{bot.name}</h2>
          <p className={classes.under}>
            <Status look={botLooks[bot.status]} pill />
            <span>{inWords(kindWords, bot.kind)}</span>
            <Link
              className={classes.link}
              to="/organizations/$organizationId/bots/$botId"
              params={{ organizationId, botId: bot.botId }}
            >
              Versions and timeline
            </Link>
          </p>
        </>
      }
    >
      {bot.locked === null ? (
        bot.disabled !== null && <Since word="Disabled" of={bot.disabled} />
      ) : (
        <Since word="Locked" of={bot.locked} />
      )}
      <Facts
        facts={[
          ['What it does', <WhatItDoes key="what" bot={bot} />],
          ['Doing', <Doing key="doing" bot={bot} />],
          ['Last seen', <When key="seen" at={bot.lastSeenAt} />],
          ['Version', bot.version ?? '–'],
          ['Host', bot.host ?? '–'],
          ['At once', <AtOnce key="at-once" bot={bot} />],
          ['Registered', <When key="registered" at={bot.registeredAt} />],
          [
            'Runs',
            bot.runs === 0 ? (
              'None yet'
            ) : (
              <Link
                key="runs"
                className={classes.link}
                to="/organizations/$organizationId/runs"
                params={{ organizationId }}
                search={{ bot: bot.botId }}
              >
                {count(bot.runs)}, {share(bot.runs - bot.failed, bot.runs)} succeeded
              </Link>
            ),
          ],
          ['Id', <ShortId key="id" id={bot.botId} what="bot" />],
        ]}
      />
      <SharedWith bot={bot} />
      <Connect bot={bot} />
    </SidePanel>
  );
}

/** Since when it is disabled or locked, and what the person who did it gave as the reason. */
function Since({ word, of: { at, reason, sequence } }: { word: string; of: NonNullable<AnyBot['disabled']> }) {
  const { organizationId, can } = useOrganization();
  return (
    <p className={classes.disabled}>
      {word} <When at={at} />
      {reason === null ? ', without a reason.' : <>: “{reason}”</>}
      {can('audit:read') && (
        <>
          {' '}
          <Link
            className={classes.link}
            to="/organizations/$organizationId/audit"
            params={{ organizationId }}
            search={{ row: sequence }}
          >
            {entryNumber(sequence)}
          </Link>
        </>
      )}
    </p>
  );
}

function Connect({ bot }: { bot: AnyBot }) {
  const { organizationId, can } = useOrganization();
  if (!can('api_keys:read')) return null;
  return (
    <>
      <KeyList owner={{ organizationId, botId: bot.botId }} name={bot.name} manage={can('api_keys:manage')} />
      {bot.lastSeenAt === null && (
        <>
          <PanelHeading>How it connects</PanelHeading>
          <p className={classes.hint}>
            With a key of its own it reports every 20 s that it is alive. Three missed reports make it offline.
          </p>
          <CurlHint call={callOf(routes.automation.beat, { organizationId, botId: bot.botId, status: 'idle' })} />
        </>
      )}
    </>
  );
}

function Acts({ bot }: { bot: AnyBot }) {
  const { organizationId, can } = useOrganization();
  const [asking, ask] = useDisclosure(false);
  const { disable, enable } = useToggle(bot, ask.close);
  const run = useCommand((_: object, key: string) => requestRun(organizationId, bot.botId, key), {
    organizationId,
    onDone: () => {
      toast({ text: `Requested a run of ${bot.name}.` });
    },
  });
  return (
    <>
      <InlineError error={enable.error ?? run.error} />
      {can('bots:toggle', bot.workspaceId, bot.botId) &&
        (bot.enabled ? (
          <Button
            variant="default"
            onClick={() => {
              disable.reset();
              ask.open();
            }}
          >
            Disable…
          </Button>
        ) : (
          bot.locked === null && (
            <Button variant="default" loading={enable.pending} onClick={() => void enable.run({})}>
              Enable {bot.name}
            </Button>
          )
        ))}
      {can('bots:lock', bot.workspaceId, bot.botId) && <Lock bot={bot} />}
      {can('bots:emergency_stop', bot.workspaceId, bot.botId) && (
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link
              {...props}
              to="/organizations/$organizationId/runs"
              params={{ organizationId }}
              search={{ new: 'stop', bot: bot.botId }}
            />
          )}
        >
          Stop its runs…
        </Button>
      )}
      {can('runs:start', bot.workspaceId, bot.botId) && bot.enabled && (
        <Button loading={run.pending} onClick={() => void run.run({})}>
          Request run
        </Button>
      )}
      <DisableDialog bot={bot} opened={asking} close={ask.close} command={disable} />
    </>
  );
}
