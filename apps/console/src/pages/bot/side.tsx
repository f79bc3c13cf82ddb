import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { triggersQuery } from '../../api/triggers';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import { Facts } from '../../components/facts';
import { LoadFailure } from '../../components/failure';
import { KeyList } from '../../components/keys/key-list';
import { ShortId } from '../../components/short-id';
import { When } from '../../components/when';
import { AtOnce } from '../bots/at-once';
import { Doing } from '../bots/doing';
import { WhatItDoes } from '../bots/what-it-does';
import { TriggerSwitch } from '../triggers/trigger-switch';
import { whenWords } from '../triggers/words';
import classes from './bot.module.css';
import { RunsAs } from './runs-as';
import type { AnyBot } from './types';
import { useDialogLink } from './use-dialog-link';
import { WhoMayUseIt } from './who-may-use-it';

/** What explains a bot: what starts it, how it is set up, what it signs in with. */
export function Side({ bot }: { bot: AnyBot }) {
  const { organizationId, can } = useOrganization();
  const open = useDialogLink(bot.botId);
  return (
    <div className={classes.side}>
      <WhoMayUseIt bot={bot} />
      {can('triggers:read', bot.workspaceId, bot.botId) && <Triggers bot={bot} />}
      <Box title="Facts">
        <div className={classes.boxed}>
          <Facts
            facts={[
              ['What it does', <WhatItDoes key="what" bot={bot} />],
              ['Doing', <Doing key="doing" bot={bot} />],
              ['Runs as', <RunsAs key="runs-as" bot={bot} />],
              ['At once', <AtOnce key="at-once" bot={bot} />],
              ['Host', bot.host ?? '–'],
              ...copiedFrom(bot, organizationId),
              ...copies(can('bots:create', bot.workspaceId, bot.botId), open('copy')),
              ['Since', <When key="since" at={bot.registeredAt} />],
              ['Id', <ShortId key="id" id={bot.botId} what="bot" />],
            ]}
          />
        </div>
      </Box>
      {can('api_keys:read') && (
        <Box>
          <div className={classes.keys}>
            <KeyList owner={{ organizationId, botId: bot.botId }} name={bot.name} manage={can('api_keys:manage')} />
          </div>
        </Box>
      )}
    </div>
  );
}

/** Of which bot it is a copy, where it is one. */
function copiedFrom({ copiedFrom: source }: AnyBot, organizationId: string): [string, ReactNode][] {
  if (source === null) return [];
  if (source.botId === null) return [['Copied from', 'a bot that you do not see, or that is retired']];
  return [
    [
      'Copied from',
      <Link
        key="copied-from"
        className={classes.link}
        to="/organizations/$organizationId/bots/$botId"
        params={{ organizationId, botId: source.botId }}
      >
        {source.name}
      </Link>,
    ],
  ];
}

/** A way to copy it, for who may. */
const copies = (may: boolean, link: (props: object) => ReactNode): [string, ReactNode][] =>
  may
    ? [
        [
          'Copies',
          <span key="copies" className={classes.factAct}>
            {link({ children: 'make one' })}
          </span>,
        ],
      ]
    : [];

function Triggers({ bot }: { bot: AnyBot }) {
  const { organizationId } = useOrganization();
  const read = useQuery(triggersQuery(organizationId, { botId: bot.botId, limit: 5 }));
  const all = (
    <Link to="/organizations/$organizationId/triggers" params={{ organizationId }} search={{ bot: bot.botId }}>
      All
    </Link>
  );
  return (
    <Box title="Triggers" action={all}>
      {read.data === undefined ? (
        read.error === null ? (
          <div className={classes.coming} aria-busy="true" />
        ) : (
          <LoadFailure what="list of triggers" error={read.error} retry={() => void read.refetch()} />
        )
      ) : read.data.items.length === 0 ? (
        <p className={classes.none}>Nothing starts it by itself.</p>
      ) : (
        <ul className={classes.triggers}>
          {read.data.items.map((trigger) => (
            <li key={trigger.triggerId}>
              <div>
                <Link
                  to="/organizations/$organizationId/triggers/$triggerId"
                  params={{ organizationId, triggerId: trigger.triggerId }}
                >
                  {trigger.name}
                </Link>
                <p className={classes.words}>{whenWords(trigger)}</p>
              </div>
              <TriggerSwitch trigger={trigger} />
            </li>
          ))}
        </ul>
      )}
    </Box>
  );
}
