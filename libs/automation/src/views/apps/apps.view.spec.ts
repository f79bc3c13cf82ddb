import {
  appAccessApproved,
  appAccessDenied,
  appAccessExpired,
  appAccessRequested,
  appAccessWithdrawn,
  appGrantExpired,
  appGrantRevoked,
  appShared,
  botMoved,
  botReassigned,
  botRegistered,
  botRenamed,
  botRetired,
  shareLinkExpired,
  shareLinkMade,
  shareLinkRevoked,
  type FleetEvent,
} from '@annals/contracts';
import { givenLog, happened, rowOf, someId, someOrganization } from '@annals/views';
import { accessRequestId, adam, botId, grantId, linkId, mia, workspaceId } from '../../testing/examples';
import { apps } from './apps.view';

const at = '2026-06-03T08:00:00.000Z';
const until = '2026-07-03T23:59:59.999Z';
const registered = botRegistered({ botId, workspaceId, kind: 'rpa', ownedBy: mia }, { name: 'invoice-reader' });
const row = rowOf(apps.tables.bots, {
  organization_id: someOrganization,
  bot_id: botId,
  workspace_id: workspaceId,
  name: 'invoice-reader',
  kind: 'rpa',
  owner_id: mia.personId,
});
const shared = happened(appShared({ grantId, botId, to: adam, level: 'run', until }), { at });
const asked = happened(
  appAccessRequested({ accessRequestId, botId, by: adam, level: 'edit', expiresAt: until }, { note: 'For May' }),
  { at },
);

describe('X11, P28: the view apps', () => {
  it('has what each app is called now, where it is and whose it is, until it is retired', () => {
    expect(givenLog(registered).viewOf(apps).bots).toEqual([row]);
    const [elsewhere, changed] = [
      someId('elsewhere'),
      givenLog(
        registered,
        botRenamed({ botId }, { name: 'bill-reader' }),
        botMoved({ botId, workspaceId: someId('elsewhere') }),
        botReassigned({ botId, ownedBy: adam }),
      ),
    ];
    const now = { ...row, name: 'bill-reader', workspace_id: elsewhere, owner_id: adam.personId };
    expect(changed.viewOf(apps).bots).toEqual([now]);
    expect(changed.erasedViewOf(apps).bots).toEqual([{ ...now, name: null }]);
    expect(givenLog(registered, botRetired({ botId, workspaceId, inFlight: 'stop' })).viewOf(apps).bots).toEqual([]);
  });

  it('has of a person and a bot the newest grant, until it is taken away or has ended', () => {
    const grants = (...events: readonly FleetEvent[]) => givenLog(registered, shared, ...events).viewOf(apps).grants;
    expect(grants()).toMatchObject([
      { bot_id: botId, person_id: adam.personId, grant_id: grantId, level: 'run', until, granted_at: at },
    ]);
    const again = appShared({ grantId: someId('another grant'), botId, to: adam, level: 'edit' });
    expect(grants(again)).toMatchObject([{ level: 'edit', until: null }]);
    const ended = { grantId, botId, personId: adam.personId };
    expect(grants(appGrantRevoked(ended))).toEqual([]);
    expect(grants(appGrantExpired(ended))).toEqual([]);
  });

  it('has who asks, for what and why, until it is answered, withdrawn or over', () => {
    const log = givenLog(registered, asked);
    expect(log.viewOf(apps).requests).toMatchObject([
      { access_request_id: accessRequestId, person_id: adam.personId, level: 'edit', note: 'For May', asked_at: at },
    ]);
    expect(log.erasedViewOf(apps).requests).toMatchObject([{ level: 'edit', note: null }]);
    const of = { accessRequestId, botId, personId: adam.personId };
    for (const answer of [appAccessApproved, appAccessDenied, appAccessWithdrawn, appAccessExpired])
      expect(givenLog(registered, asked, answer(of)).viewOf(apps).requests).toEqual([]);
  });

  it('P29: has the links of a bot until they are taken back or told to be over', () => {
    const made = happened(shareLinkMade({ linkId, botId, by: mia, level: 'copy', until, uses: 3 }), { at });
    const links = (...events: readonly FleetEvent[]) => givenLog(registered, made, ...events).viewOf(apps).links;
    expect(links()).toMatchObject([
      { link_id: linkId, bot_id: botId, by_id: mia.personId, level: 'copy', until, uses: 3, made_at: at },
    ]);
    expect(links(shareLinkRevoked({ linkId, botId }))).toEqual([]);
    expect(links(shareLinkExpired({ linkId, botId }))).toEqual([]);
  });
});
