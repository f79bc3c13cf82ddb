import {
  appGrantRevoked,
  appShared,
  botRetired,
  shareLinkExpired,
  shareLinkMade,
  shareLinkRevoked,
  type FleetEvent,
} from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { fleet } from '../../fleet/fleet';
import type { Granter } from '../../fleet/granter';
import {
  accessRequestId,
  adam,
  botId,
  byGrant,
  byRole,
  grantId,
  linkId,
  mia,
  olga,
  organizationId,
  registered,
  workspaceId,
} from '../../testing/examples';
import { acceptShareLink } from './accept-share-link';

const now = '2026-06-03T09:15:00.000Z';
const until = plus(now, { days: 30 });
const facts = { now, id: () => grantId };
const link = (level: 'run' | 'edit' | 'copy' = 'edit', more: { uses?: number; by?: typeof olga } = {}) =>
  shareLinkMade({ linkId, botId, by: olga, level, until, ...more });
const nothing: Granter = { who: mia, everywhere: new Set(), workspaces: new Map() };
const accept = { organizationId, linkId, maker: byRole, taker: nothing, to: mia };
const taken = appShared({ grantId, botId, to: mia, level: 'edit', linkId });
const held = (level: string, more: object = {}): FleetEvent =>
  appShared({ grantId: accessRequestId, botId, to: mia, level, ...more });
const managed = (more: object = {}): FleetEvent =>
  appShared({ grantId: accessRequestId, botId, to: adam, level: 'manage', ...more });

describe('P29: take a link up', () => {
  it('gives what it is good for without an end', () => {
    given(fleet, registered, link()).when(acceptShareLink, accept, facts).then(taken);
    given(fleet, registered, link('run'))
      .when(acceptShareLink, accept, facts)
      .then(appShared({ grantId, botId, to: mia, level: 'run', linkId }));
    given(fleet, registered, link(), held('run')).when(acceptShareLink, accept, facts).then(taken);
  });

  it('S15: is given under what its maker holds now, and lasts no longer', () => {
    const end = plus(now, { days: 60 });
    const ofAdam = { ...accept, maker: byGrant };
    given(fleet, registered, managed({ until: end }), link('edit', { by: adam }))
      .when(acceptShareLink, ofAdam, facts)
      .then(appShared({ grantId, botId, to: mia, level: 'edit', until: end, under: adam, linkId }));
    given(fleet, registered, managed(), link('edit', { by: adam }))
      .when(acceptShareLink, ofAdam, facts)
      .then(appShared({ grantId, botId, to: mia, level: 'edit', under: adam, linkId }));
  });

  it('stays quiet, and takes nothing away, where who accepts has as much or would have to give something up', () => {
    for (const level of ['edit', 'manage'])
      given(fleet, registered, link(), held(level)).when(acceptShareLink, accept, facts).thenNothing();
    given(fleet, registered, link())
      .when(acceptShareLink, { ...accept, taker: { ...byRole, who: mia } }, facts)
      .thenNothing();
    // an hour of managing is more than any time of running, and for good is longer than as long as the maker has it
    given(fleet, registered, link('run'), held('manage', { until: plus(now, { hours: 1 }) }))
      .when(acceptShareLink, accept, facts)
      .thenNothing();
    given(fleet, registered, managed({ until }), link('edit', { by: adam }), held('run', { grantId }))
      .when(acceptShareLink, { ...accept, maker: byGrant }, facts)
      .thenNothing();
    // who made it takes up their own
    given(fleet, registered, link())
      .when(acceptShareLink, { ...accept, taker: byRole, to: olga }, facts)
      .thenNothing();
    // owns it, and sees it by what they are in its workspace
    const owned = { ...registered, data: { ...registered.data, ownedBy: mia } } as typeof registered;
    const workspaces = new Map([[workspaceId, { permissions: new Set(['bots:read'] as const) }]]);
    given(fleet, owned, link())
      .when(acceptShareLink, { ...accept, taker: { ...nothing, workspaces } }, facts)
      .thenNothing();
  });

  it('says no to one that is over by the clock, taken back, told to be over, or of a bot that is retired', () => {
    given(fleet, registered, link())
      .when(acceptShareLink, accept, { ...facts, now: until })
      .thenRefused('SHARE_EXPIRED');
    const ends = [
      shareLinkRevoked({ linkId, botId }),
      shareLinkExpired({ linkId, botId }),
      botRetired({ botId, workspaceId, inFlight: 'stop' }),
    ];
    for (const end of ends)
      given(fleet, registered, link(), end).when(acceptShareLink, accept, facts).thenRefused('SHARE_EXPIRED');
    given(fleet, registered).when(acceptShareLink, accept, facts).thenRefused('SHARE_EXPIRED');
  });

  it('says no where as many have used it as may, and to a level of another release', () => {
    const other = appShared({ grantId: accessRequestId, botId, to: adam, level: 'edit', linkId });
    given(fleet, registered, link('edit', { uses: 1 }), other)
      .when(acceptShareLink, accept, facts)
      .thenRefused('SHARE_EXPIRED');
    given(fleet, registered, link('edit', { uses: 2 }), other)
      .when(acceptShareLink, accept, facts)
      .then(taken);
    const unknown = { ...link(), data: { ...link().data, level: 'advise' } } as FleetEvent;
    given(fleet, registered, unknown).when(acceptShareLink, accept, facts).thenRefused('SHARE_EXPIRED');
  });

  it('says no where its maker has left or may not share the bot any more, or holds less of it than it gives', () => {
    given(fleet, registered, link())
      .when(acceptShareLink, { ...accept, maker: undefined }, facts)
      .thenRefused('SHARE_EXPIRED');
    given(fleet, registered, link('edit', { by: adam }), held('run'))
      .when(acceptShareLink, { ...accept, maker: byGrant }, facts)
      .thenRefused('SHARE_EXPIRED');
  });

  it('works once for each person: what is taken from them does not come back by it', () => {
    given(fleet, registered, link(), taken).when(acceptShareLink, accept, facts).thenNothing();
    given(fleet, registered, link(), taken, appGrantRevoked({ grantId, botId, personId: mia.personId }))
      .when(acceptShareLink, accept, facts)
      .thenRefused('SHARE_EXPIRED');
  });

  it('says no to a link that is good for copies only', () =>
    given(fleet, registered, link('copy')).when(acceptShareLink, accept, facts).thenRefused('SHARE_LINK_DIFFERS'));
});
