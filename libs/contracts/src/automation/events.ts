import { z } from 'zod';
import { defineEvent, type EventOf } from '../define-event';
import { code, digest, id, instant, line, lines, owner, said, word } from '../words';
import { botKind, inFlight, retiredInFlight, runRefusal, runSource } from './api';
import { stopScope, stoppedRuns } from './emergency-stops/api';
import { skipReason } from './triggers/api';
import { calendarEvents } from './calendars/events';
import { triggerEvents } from './triggers/events';
import { versionEvents } from './versions/events';
import { appGrantEvents } from './app-grants/events';
import { shareLinkEvents } from './share-links/events';

/** Of which bot a copy was made, of which version of its configuration (0: it had none), and by which link. */
const copiedFrom = z.object({ botId: id, version: z.int().min(0), linkId: id.optional() });
/** Stream `fleet-{organizationId}`: bots, and their triggers. */
export const botRegistered = defineEvent('BotRegistered', {
  version: 2,
  data: {
    botId: id,
    workspaceId: id,
    // Of a copy as it was, also where a release that knows other kinds registered it.
    kind: word<string>(botKind.options),
    ownedBy: owner.optional(),
    copiedFrom: copiedFrom.optional(),
  },
  text: { name: line(1, 80) },
});
/** Its runs are where it is, earlier ones too. */
export const botMoved = defineEvent('BotMoved', { data: { botId: id, workspaceId: id } });
/** `inFlight`: what becomes of the runs that workers are at. */
export const botDisabled = defineEvent('BotDisabled', {
  version: 2,
  data: { botId: id, inFlight: word(inFlight.options).optional() },
});
/** For good: it is in no list any more, and what it did keeps its name. `inFlight`: of the runs that workers are at. */
export const botRetired = defineEvent('BotRetired', {
  data: { botId: id, workspaceId: id, inFlight: word(retiredInFlight.options) },
});
export const botEnabled = defineEvent('BotEnabled', { data: { botId: id } });

/** Who answers for it from now on; nobody where its owner has gone and it is held. */
export const botReassigned = defineEvent('BotReassigned', { data: { botId: id, ownedBy: owner.optional() } });

export const botRenamed = defineEvent('BotRenamed', { data: { botId: id }, text: { name: line(1, 80) } });
/** What it does, in the words of who set it up; nothing where that was taken back. */
export const botDescribed = defineEvent('BotDescribed', {
  data: { botId: id },
  text: { description: lines(500).optional() },
});
/** Nobody enables it until it is unlocked; it is disabled already, or by the event before. */
export const botLocked = defineEvent('BotLocked', { data: { botId: id } });
export const botUnlocked = defineEvent('BotUnlocked', { data: { botId: id } });

/** Its runs begin only where this member may start them; nobody is asked where it runs as itself. */
export const botRunAsSet = defineEvent('BotRunAsSet', { data: { botId: id, runAs: owner.optional() } });

/** At how many runs it is at most at the same time from now on; 1 before. */
export const botConcurrencySet = defineEvent('BotConcurrencySet', { data: { botId: id, atOnce: z.int().min(1) } });

/** W22: nothing starts there until it is lifted; the target is the organization, one of its workspaces or of its bots. */
export const emergencyStopActivated = defineEvent('EmergencyStopActivated', {
  data: { scope: word(stopScope.options), targetId: id, running: word(stoppedRuns.options) },
});
export const emergencyStopLifted = defineEvent('EmergencyStopLifted', {
  data: { scope: word<string>(stopScope.options), targetId: id },
});

export const fleetEvents = {
  botRegistered,
  botMoved,
  botDisabled,
  botRetired,
  botEnabled,
  botReassigned,
  botRenamed,
  botDescribed,
  botLocked,
  botUnlocked,
  botConcurrencySet,
  botRunAsSet,
  emergencyStopActivated,
  emergencyStopLifted,
  ...triggerEvents,
  ...calendarEvents,
  ...versionEvents,
  ...appGrantEvents,
  ...shareLinkEvents,
};
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
  /** The trigger that asked, and the due time that it asked for where it goes by the clock. */
  trigger: z.object({ triggerId: id, due: instant.optional() }).optional(),
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
    code: code<string>([...runRefusal.options, ...skipReason.options]),
    stage: word(['request', 'start']),
    ...asked,
  },
});
/** `worker`: who does it, in its own words; `configuration`: the version that it got of its bot's, if there was one. */
export const runStarted = defineEvent('RunStarted', {
  version: 3,
  data: { ...run, configuration: z.int().min(1).optional() },
  text: { worker: said(120).optional() },
});
export const runSucceeded = defineEvent('RunSucceeded', { data: { ...run, output: digest.optional() } });
export const runFailed = defineEvent('RunFailed', { data: run, text: { error: said(2000) } });

/** Its worker was not heard of for longer than it may be silent. */
export const runLost = defineEvent('RunLost', { data: run });
/** It rests, and its worker with it, until it is resumed. */
export const runSuspended = defineEvent('RunSuspended', { data: run });
export const runResumed = defineEvent('RunResumed', { data: run });
/** Somebody noted something about it, whatever it has come to. */
export const runAnnotated = defineEvent('RunAnnotated', { data: run, text: { note: lines(2000) } });
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
  runSuspended,
  runResumed,
  runAnnotated,
  runStopRequested,
  runStopped,
  runKilled,
  runTimedOut,
};
export type RunEvent = EventOf<(typeof runEvents)[keyof typeof runEvents]>;
