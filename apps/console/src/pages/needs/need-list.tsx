import { type Need, type NeedKind, needReasons } from '@annals/contracts';
import { Button } from '@mantine/core';
import {
  IconAlertTriangleFilled,
  IconBan,
  IconBolt,
  IconHourglass,
  IconKey,
  IconMailX,
  IconPlayerPause,
  IconPlugConnectedX,
  IconShare,
  type TablerIcon,
  IconUserQuestion,
} from '@tabler/icons-react';
import { Link, type LinkProps } from '@tanstack/react-router';
import { useOrganization } from '../../app/frame/frame-context';
import { useNow } from '../../components/when';
import classes from './needs.module.css';
import { needWords } from './words';

const icons: Readonly<Record<NeedKind, TablerIcon>> = {
  failing: IconAlertTriangleFilled,
  error: IconAlertTriangleFilled,
  silent: IconPlugConnectedX,
  queue: IconHourglass,
  paused: IconPlayerPause,
  refusing: IconBan,
  held: IconBolt,
  access_requests: IconShare,
  key_ending: IconKey,
  join_requests: IconUserQuestion,
  invitations_expired: IconMailX,
};

/** What tells a need from all others. */
export const needKey = (need: Need): string =>
  [
    need.kind,
    'triggerId' in need ? need.triggerId : '',
    'keyId' in need ? need.keyId : '',
    'botId' in need ? need.botId : '',
  ].join(' ');

/** What needs the reader: each with its cause, and the way to what it is about. */
export function NeedList({ items }: { items: readonly Need[] }) {
  return (
    <ul>
      {items.map((need) => (
        <Row key={needKey(need)} need={need} />
      ))}
    </ul>
  );
}

function Row({ need }: { need: Need }) {
  const { title, cause } = needWords(need, useNow());
  const Icon = icons[need.kind];
  return (
    <li className={classes.need}>
      <Icon size={17} stroke={1.7} aria-hidden className={classes.icon} data-weight={needReasons[need.kind].weight} />
      <div className={classes.words}>
        <p className={classes.title}>{title}</p>
        {cause !== '' && <p className={classes.cause}>{cause}</p>}
      </div>
      <div className={classes.acts}>
        {useWays(need).map(({ words, ...way }) => (
          <Button key={words} variant="default" renderRoot={(props) => <Link {...props} {...way} />}>
            {words}
          </Button>
        ))}
      </div>
    </li>
  );
}

type Way = Pick<LinkProps, 'to' | 'params' | 'search'> & { words: string };

/** Where a need leads: to its thing, with what can be done about it. */
function useWays(need: Need): Way[] {
  const { organizationId, can } = useOrganization();
  const params = { organizationId };
  const runs = (words: string, bot: string, outcome: 'failed' | 'refused' | 'requested'): Way => ({
    to: '/organizations/$organizationId/runs',
    params,
    search: { bot, outcome },
    words,
  });
  const bot = (row: string): Way => ({
    to: '/organizations/$organizationId/bots',
    params,
    search: { row },
    words: 'See bot',
  });
  const trigger = (triggerId: string): Way => ({
    to: '/organizations/$organizationId/triggers/$triggerId',
    params: { organizationId, triggerId },
    words: 'See trigger',
  });
  const heldTriggers = (of: string): Way => ({
    to: '/organizations/$organizationId/triggers',
    params,
    search: { bot: of, state: 'held' },
    words: 'See triggers',
  });
  const people = (words: string, tab: 'requests' | 'invitations'): Way => ({
    to: '/organizations/$organizationId/people',
    params,
    search: { tab },
    words,
  });
  switch (need.kind) {
    case 'failing':
      return [...(can('bots:toggle') ? [bot(need.botId)] : []), runs('See failed runs', need.botId, 'failed')];
    case 'error':
    case 'access_requests':
      return [bot(need.botId)];
    case 'silent':
      return need.bots.length === 1 && need.bots[0]
        ? [bot(need.bots[0].botId)]
        : [{ to: '/organizations/$organizationId/bots', params, search: { status: 'offline' }, words: 'See bots' }];
    case 'queue':
      return [runs('See waiting runs', need.botId, 'requested')];
    case 'paused':
      return [trigger(need.triggerId)];
    case 'refusing':
      return [runs('See refused runs', need.botId, 'refused')];
    case 'held':
      return [
        ...(need.by === 'BOT_DISABLED' ? [bot(need.botId)] : []),
        need.count === 1 ? trigger(need.triggerId) : heldTriggers(need.botId),
      ];
    case 'key_ending':
      return [{ to: '/organizations/$organizationId/api-keys', params, words: 'See API keys' }];
    case 'join_requests':
      return [people('See requests', 'requests')];
    case 'invitations_expired':
      return [people('See invitations', 'invitations')];
  }
}
