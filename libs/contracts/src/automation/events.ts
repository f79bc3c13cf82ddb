import { z } from 'zod';
import { defineEvent, type EventOf } from '../define-event';
import { code, digest, id, instant, line, owner, said, word } from '../words';
import { botKind, runRefusal, runSource } from './api';

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
const asked = {
  /** What it works on: the vault keeps it for a time. */
  input: digest.optional(),
  /** In seconds from its start. */
  timeLimit: z.int().min(1).optional(),
  /** The run that is tried again by it. */
  retryOf: id.optional(),
  /** Who asked, where that was a person or their key: before it starts they are looked at once more. */
  askedBy: owner.optional(),
};
export const runRequested = defineEvent('RunRequested', {
  data: { ...run, workspaceId: id, source: word(runSource.options), ...asked },
});
/** B11: a refused start is recorded with its reason; `stage` says whether it was asked for or about to begin. */
export const runRefused = defineEvent('RunRefused', {
  data: {
    ...run,
    workspaceId: id,
    // As it was requested, also by a release that knows sources that this one does not.
    source: word<string>(runSource.options),
    code: code<string>(runRefusal.options),
    stage: word(['request', 'start']),
    ...asked,
  },
});
export const runStarted = defineEvent('RunStarted', { data: run });
export const runSucceeded = defineEvent('RunSucceeded', { data: { ...run, output: digest.optional() } });
export const runFailed = defineEvent('RunFailed', { data: run, text: { error: said(2000) } });

/** Its worker was not heard of for longer than it may be silent. */
export const runLost = defineEvent('RunLost', { data: run });
/** Its worker hears of it at its next call. */
export const runStopRequested = defineEvent('RunStopRequested', { data: run });
/** It waited still, or its worker ended it as it was asked to. */
export const runStopped = defineEvent('RunStopped', { data: run });
/** It is over at once, whatever its worker does. */
export const runKilled = defineEvent('RunKilled', { data: run });
export const runTimedOut = defineEvent('RunTimedOut', { data: run });

export const runEvents = {
  runRequested,
  runRefused,
  runStarted,
  runSucceeded,
  runFailed,
  runLost,
  runStopRequested,
  runStopped,
  runKilled,
  runTimedOut,
};
export type RunEvent = EventOf<(typeof runEvents)[keyof typeof runEvents]>;
