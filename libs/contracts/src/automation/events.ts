import { defineEvent, type EventOf } from '../define-event';
import { code, id, instant, line, owner, said, word } from '../words';
import { botKind, runSource } from './api';

/** Stream `fleet-{organizationId}`: bots. */
export const botRegistered = defineEvent('BotRegistered', {
  data: { botId: id, workspaceId: id, kind: word(botKind.options), ownedBy: owner.optional() },
  text: { name: line(1, 80) },
});
/** Its runs are where it is, earlier ones too. */
export const botMoved = defineEvent('BotMoved', { data: { botId: id, workspaceId: id } });
export const botDisabled = defineEvent('BotDisabled', { data: { botId: id } });
export const botEnabled = defineEvent('BotEnabled', { data: { botId: id } });

/** Who answers for it from now on; nobody where its owner has gone and it is held. */
export const botReassigned = defineEvent('BotReassigned', { data: { botId: id, ownedBy: owner.optional() } });

export const fleetEvents = { botRegistered, botMoved, botDisabled, botEnabled, botReassigned };
export type FleetEvent = EventOf<(typeof fleetEvents)[keyof typeof fleetEvents]>;

/**
 * Stream `presence-{organizationId}.{botId}`: one bot comes and goes, damped to a minute (heartbeats themselves are no
 * events, history.md §5). No decision about the fleet rests on it.
 */
export const botWentOnline = defineEvent('BotWentOnline', { data: { botId: id } });
export const botWentOffline = defineEvent('BotWentOffline', { data: { botId: id, lastSeenAt: instant } });

export const presenceEvents = { botWentOnline, botWentOffline };
export type PresenceEvent = EventOf<(typeof presenceEvents)[keyof typeof presenceEvents]>;

/** Stream `run-{organizationId}.{runId}`: one run. */
const run = { runId: id, botId: id };
export const runRequested = defineEvent('RunRequested', {
  data: { ...run, workspaceId: id, source: word(runSource.options) },
});
/** B11: a refused start is recorded with its reason; `stage` says whether it was asked for or about to begin. */
export const runRefused = defineEvent('RunRefused', {
  data: {
    ...run,
    workspaceId: id,
    // As it was requested, also by a release that knows sources that this one does not.
    source: word<string>(runSource.options),
    code: code(['BOT_DISABLED']),
    stage: word(['request', 'start']),
  },
});
export const runStarted = defineEvent('RunStarted', { data: run });
export const runSucceeded = defineEvent('RunSucceeded', { data: run });
export const runFailed = defineEvent('RunFailed', { data: run, text: { error: said(2000) } });

/** Its worker was not heard of for longer than it may be silent. */
export const runLost = defineEvent('RunLost', { data: run });

export const runEvents = { runRequested, runRefused, runStarted, runSucceeded, runFailed, runLost };
export type RunEvent = EventOf<(typeof runEvents)[keyof typeof runEvents]>;
