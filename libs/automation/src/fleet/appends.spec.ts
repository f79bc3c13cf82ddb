import {
  appAccessRequested,
  botRegistered,
  shareLinkMade,
  triggerDisabled,
  type FleetEvent,
  type PresenceEvent,
  type RunEvent,
} from '@annals/contracts';
import { appending, commandsThatIterate, type Appending } from '@annals/testing';
import { join } from 'node:path';
import { acceptShareLink } from '../commands/accept-share-link/accept-share-link';
import { approveAccess } from '../commands/approve-access/approve-access';
import { changeTriggers } from '../commands/change-triggers/change-triggers';
import { copyBot } from '../commands/copy-bot/copy-bot';
import { disableBot } from '../commands/disable-bot/disable-bot';
import { enableBot } from '../commands/enable-bot/enable-bot';
import { enableTrigger } from '../commands/enable-trigger/enable-trigger';
import { failRun } from '../commands/fail-run/fail-run';
import { markBotOffline } from '../commands/mark-bot-offline/mark-bot-offline';
import { markBotOnline } from '../commands/mark-bot-online/mark-bot-online';
import { makeShareLink } from '../commands/make-share-link/make-share-link';
import { moveBot } from '../commands/move-bot/move-bot';
import { registerBot } from '../commands/register-bot/register-bot';
import { requestRun } from '../commands/request-run/request-run';
import { retireBot } from '../commands/retire-bot/retire-bot';
import { shareApp } from '../commands/share-app/share-app';
import { startRun } from '../commands/start-run/start-run';
import { succeedRun } from '../commands/succeed-run/succeed-run';
import { presence } from '../presence/presence';
import { run } from '../run/run';
import {
  accessRequestId,
  botId,
  byRole,
  created,
  disabled,
  linkId,
  mia,
  olga,
  online,
  organizationId,
  registered,
  requested,
  runId,
  started,
  triggerId,
  workspaceId,
} from '../testing/examples';
import { fleet } from './fleet';

const numbered = (n: number): string => `51000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const fleetOf = (many: number): FleetEvent[] =>
  Array.from({ length: many }, (_, n) =>
    botRegistered({ botId: numbered(n), workspaceId, kind: 'rpa' }, { name: `bot ${n}` }),
  );

const off = triggerDisabled({ triggerId });
const sharing = { organizationId, botId, to: mia, isExternal: false, level: 'run', granter: byRole } as const;
const asked = appAccessRequested(
  { accessRequestId, botId, by: mia, level: 'edit', expiresAt: '2099-06-03T09:15:00.000Z' },
  {},
);
const until = '2026-06-30T09:15:00.000Z';
const link = shareLinkMade({ linkId, botId, by: olga, level: 'run', until });
const accepting = {
  organizationId,
  linkId,
  maker: byRole,
  taker: { ...byRole, who: mia, everywhere: new Set<never>() },
  to: mia,
};
const ofFleet: Record<string, Appending<FleetEvent>> = {
  'disable-bot': appending(fleet, disableBot, { organizationId, botId, inFlight: 'stop' }, { own: [registered] }),
  'enable-bot': appending(fleet, enableBot, { organizationId, botId }, { own: [registered, disabled] }),
  'enable-trigger': appending(fleet, enableTrigger, { organizationId, triggerId }, { own: [registered, created, off] }),
  'change-triggers': appending(
    fleet,
    changeTriggers,
    { organizationId, triggerId, act: 'enable' },
    { own: [registered, created, off] },
  ),
  'move-bot': appending(fleet, moveBot, { organizationId, botId, workspaceId: numbered(9_999) }, { own: [registered] }),
  'retire-bot': appending(fleet, retireBot, { organizationId, botId, inFlight: 'stop' }, { own: [registered] }),
  'share-app': appending(fleet, shareApp, sharing, { own: [registered] }),
  'make-share-link': appending(
    fleet,
    makeShareLink,
    { organizationId, botId, level: 'run', until, granter: byRole },
    { own: [registered] },
  ),
  'accept-share-link': appending(fleet, acceptShareLink, accepting, { own: [registered, link] }),
  'copy-bot': appending(fleet, copyBot, { organizationId, botId, workspaceId }, { own: [registered] }),
  'approve-access': appending(fleet, approveAccess, { ...sharing, accessRequestId }, { own: [registered, asked] }),
  'register-bot': appending(fleet, registerBot, { organizationId, workspaceId, name: 'one more', kind: 'rpa' }),
};
/** One bot's stream. */
const ofPresence: Record<string, Appending<PresenceEvent>> = {
  'mark-bot-offline': appending(
    presence,
    markBotOffline,
    { organizationId, botId, lastSeenAt: '2026-06-03T09:15:00.000Z' },
    { own: [online] },
  ),
  'mark-bot-online': appending(presence, markBotOnline, { organizationId, botId }),
};
/** A run has one life: nothing there can be many. */
const ofRuns: Record<string, Appending<RunEvent>> = {
  'fail-run': appending(
    run,
    failRun,
    { organizationId, runId, botId, error: 'the portal is down' },
    { own: [requested, started] },
  ),
  'request-run': appending(run, requestRun, { organizationId, runId, botId, workspaceId, source: 'manual' }),
  'start-run': appending(run, startRun, { organizationId, runId, botId }, { own: [requested] }),
  'succeed-run': appending(run, succeedRun, { organizationId, runId, botId }, { own: [requested, started] }),
};

describe('A5: what a command appends does not grow with what it finds (history.md §2)', () => {
  it('is measured of every command of this context that goes through many things', () => {
    const measured = Object.keys({ ...ofFleet, ...ofPresence, ...ofRuns });
    expect(measured).toEqual(expect.arrayContaining(commandsThatIterate(join(__dirname, '../commands'))));
  });

  it.each(Object.entries(ofFleet))('%s, with 500 and 5,000 bots', (name, appended) =>
    expect([appended(fleetOf(500)), appended(fleetOf(5_000))]).toEqual(name === 'approve-access' ? [2, 2] : [1, 1]),
  );
  it.each(Object.entries(ofPresence))('%s', (_name, appended) => expect(appended([])).toBe(1));
  it.each(Object.entries(ofRuns))('%s', (_name, appended) => expect(appended([])).toBe(1));
});
