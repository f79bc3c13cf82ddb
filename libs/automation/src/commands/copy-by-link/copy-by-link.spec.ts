import { botRegistered, shareLinkMade, type FleetEvent } from '@annals/contracts';
import { given, plus, someFacts } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import { adam, botId, byRole, linkId, mia, olga, organizationId, otherBotId, registered } from '../../testing/examples';
import { copyByLink } from './copy-by-link';

const now = '2026-06-03T09:15:00.000Z';
const until = plus(now, { days: 30 });
const elsewhere = '0c000000-0000-4000-8000-00000000000d';
const link = (level: 'run' | 'copy', uses?: number) =>
  shareLinkMade({ linkId, botId, by: olga, level, until, ...(uses === undefined ? {} : { uses }) });
const copy = { organizationId, botId, workspaceId: elsewhere, owner: mia, linkId, maker: byRole };
const copied = (copyId: string, ownedBy: typeof mia): FleetEvent =>
  botRegistered(
    { botId: copyId, workspaceId: elsewhere, kind: 'rpa', ownedBy, copiedFrom: { botId, version: 0, linkId } },
    { name: 'invoice-reader' },
  );
const made = copied(someFacts.id('bot'), mia);

describe('P29: copy a bot by a link', () => {
  it('is made once for each person, and for as many as the link is', () => {
    given(fleet, registered, link('copy')).when(copyByLink, copy, { now }).then(made);
    given(fleet, registered, link('copy', 2), copied(otherBotId, adam)).when(copyByLink, copy, { now }).then(made);
    for (const [uses, who] of [
      [1, adam],
      [2, mia],
    ] as const)
      given(fleet, registered, link('copy', uses), copied(otherBotId, who))
        .when(copyByLink, copy, { now })
        .thenRefused('SHARE_EXPIRED');
  });

  it('says no to a link that is over, or whose maker may not give that any more', () => {
    given(fleet, registered, link('copy')).when(copyByLink, copy, { now: until }).thenRefused('SHARE_EXPIRED');
    given(fleet, registered, link('copy'))
      .when(copyByLink, { ...copy, maker: undefined }, { now })
      .thenRefused('SHARE_EXPIRED');
  });

  it('says no to a link that is good for something else, or of another bot', () => {
    given(fleet, registered, link('run')).when(copyByLink, copy, { now }).thenRefused('SHARE_LINK_DIFFERS');
    given(fleet, registered, link('copy'))
      .when(copyByLink, { ...copy, botId: otherBotId }, { now })
      .thenRefused('SHARE_LINK_DIFFERS');
  });

  it('stays quiet where this command made it already', () =>
    given(fleet, registered, link('copy', 1), made).when(copyByLink, copy, { now }).thenNothing());
});
