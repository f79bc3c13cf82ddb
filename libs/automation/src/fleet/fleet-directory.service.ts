import { refused } from '@annals/contracts';
import { EventStore } from '@annals/eventstore';
import { fromMilliseconds, type Frozen } from '@annals/kernel';
import { Vault } from '@annals/vault';
import { reaches } from '@annals/platform';
import type { BotScope } from '@annals/views';
import { Injectable } from '@nestjs/common';
import { isAtWork, run } from '../run/run';
import { mustFire } from '../triggers/days-off';
import type { AskedSettings } from './asked-settings';
import { mustHaveCalendar, type Calendar } from './calendars';
import { fleet, leftBehind, mustHaveBot, runAsLeftBehind, targetsOf, type Bot, type Fleet } from './fleet';
import type { AccessRequest } from './grants';
import { mustHaveTrigger, triggersLeftBehind, type DaysOff, type Trigger } from './triggers';

/** A bot with what is so of it at the moment it was looked up. */
export interface FoundBot extends Frozen<Bot> {
  /** All its runs are stopped (W22). */
  readonly stopped: boolean;
  /** Runs at work are to stop, too: it was disabled so, or all runs were stopped so. */
  readonly endsWhatRuns: boolean;
  /** A moment (performance.now()) after which it was so; absent where it may be older. */
  readonly since?: number;
}

type AskedDaysOff = Pick<AskedSettings, 'daysOff' | 'calendarId'> & { readonly organizationId: string };
type AskedSchedule = AskedDaysOff & Pick<AskedSettings, 'cron' | 'everyMinutes' | 'zone'>;

/** A bot as a fleet has it. @throws Refused BOT_NOT_FOUND */
export function found(state: Frozen<Fleet>, organizationId: string, botId: string): FoundBot {
  const bot = mustHaveBot(state, botId);
  const stops = targetsOf(organizationId, bot).flatMap((target) => state.stopped.get(target) ?? []);
  return { ...bot, stopped: stops.length > 0, endsWhatRuns: bot.stopsRuns || stops.includes('stop') };
}

/** Looks bots up in the log, so that no view can be behind it. */
@Injectable()
export class FleetDirectory {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {}

  /**
   * A bot that was registered a moment ago by another process counts too: a `no` is never given from what is cached.
   */
  async exists(organizationId: string, botId: string): Promise<boolean> {
    const target = { stream: fleet, id: [organizationId] } as const;
    if ((await this.store.state(target)).state.bots.has(botId)) return true;
    return (await this.store.state(target, 0)).state.bots.has(botId);
  }

  /** Whether workers are at runs of a bot at this moment, also where it is retired. */
  async isAtWork(organizationId: string, botId: string): Promise<boolean> {
    for (const { runId } of await this.vault.runQueue.of({ organizationId, botId }))
      if (isAtWork((await this.store.state({ stream: run, id: [organizationId, runId] }, 0)).state)) return true;
    return false;
  }

  /** Where a bot is, or was when it was retired; undefined of what there is not, which is read anew first. */
  async placeOf(organizationId: string, botId: string): Promise<string | undefined> {
    const target = { stream: fleet, id: [organizationId] } as const;
    const of = ({ bots, retired }: Frozen<Fleet>) => bots.get(botId)?.workspaceId ?? retired.get(botId);
    return of((await this.store.state(target)).state) ?? of((await this.store.state(target, 0)).state);
  }

  /** The bots and triggers that a person owns this moment, of whichever membership. */
  async ownedBy(organizationId: string, personId: string): Promise<readonly { kind: 'bot' | 'trigger'; id: string }[]> {
    const { state } = await this.store.state({ stream: fleet, id: [organizationId] }, 0);
    return [
      ...leftBehind(state, personId, undefined).map((id) => ({ kind: 'bot' as const, id })),
      // W4: what runs as somebody needs a place as what they own does.
      ...runAsLeftBehind(state, personId, undefined).map((id) => ({ kind: 'bot' as const, id })),
      ...triggersLeftBehind(state, personId, undefined).map((id) => ({ kind: 'trigger' as const, id })),
    ];
  }

  /** The bot as it is this moment. @throws Refused BOT_NOT_FOUND */
  async now(organizationId: string, botId: string): Promise<FoundBot> {
    const since = performance.now();
    const { state } = await this.store.state({ stream: fleet, id: [organizationId] }, { since });
    return { ...found(state, organizationId, botId), since };
  }

  /**
   * The bot as it was at most two seconds ago; read anew before it is said not to exist. @throws Refused BOT_NOT_FOUND
   */
  async lately(organizationId: string, botId: string): Promise<FoundBot> {
    const { state } = await this.store.state({ stream: fleet, id: [organizationId] });
    return state.bots.has(botId) ? found(state, organizationId, botId) : this.now(organizationId, botId);
  }

  /** @throws Refused BOT_NOT_FOUND for a bot that is not among these, or is not there */
  async mustSee(organizationId: string, botId: string, scope: BotScope): Promise<void> {
    const { workspaceId } = await this.lately(organizationId, botId);
    if (!reaches(scope, { workspaceId, botId })) throw refused('BOT_NOT_FOUND');
  }

  /**
   * The trigger as it was at most two seconds ago; read anew before it is said not to exist. @throws Refused
   * TRIGGER_NOT_FOUND
   */
  async trigger(organizationId: string, triggerId: string): Promise<Frozen<Trigger>> {
    const { state } = await this.store.state({ stream: fleet, id: [organizationId] });
    return state.triggers.get(triggerId) ?? (await this.triggerNow(organizationId, triggerId));
  }

  /**
   * A request for access that waits for an answer; read anew before it is said not to. @throws Refused
   * ACCESS_REQUEST_NOT_FOUND
   */
  async accessRequest(organizationId: string, accessRequestId: string): Promise<Frozen<AccessRequest>> {
    const target = { stream: fleet, id: [organizationId] } as const;
    const known = (await this.store.state(target)).state.grants.requests.get(accessRequestId);
    const request = known ?? (await this.store.state(target, 0)).state.grants.requests.get(accessRequestId);
    if (!request) throw refused('ACCESS_REQUEST_NOT_FOUND');
    return request;
  }

  /** A calendar; read anew before it is said not to exist. @throws Refused CALENDAR_NOT_FOUND */
  async calendar(organizationId: string, calendarId: string): Promise<Frozen<Calendar>> {
    const target = { stream: fleet, id: [organizationId] } as const;
    const known = (await this.store.state(target)).state.calendars.get(calendarId);
    return known ?? mustHaveCalendar((await this.store.state(target, 0)).state, calendarId);
  }

  /** The days that are off for a schedule as somebody asks for it. @throws Refused CALENDAR_NOT_FOUND */
  async daysOff({ organizationId, daysOff, calendarId }: AskedDaysOff): Promise<readonly Frozen<DaysOff>[]> {
    const calendar = calendarId === undefined ? undefined : await this.calendar(organizationId, calendarId);
    return [daysOff, calendar].filter((days) => days !== undefined);
  }

  /**
   * What never comes due, or on days off only, is no schedule. That it says when at all is decided with the rest.
   * @throws Refused SCHEDULE_INVALID, CALENDAR_NOT_FOUND
   */
  async mustFire(asked: AskedSchedule): Promise<void> {
    if (asked.cron === undefined && asked.everyMinutes === undefined) return;
    mustFire({ ...asked, from: fromMilliseconds(Date.now()) }, await this.daysOff(asked));
  }

  /** The trigger as it is this moment. @throws Refused TRIGGER_NOT_FOUND */
  async triggerNow(organizationId: string, triggerId: string): Promise<Frozen<Trigger>> {
    return mustHaveTrigger((await this.store.state({ stream: fleet, id: [organizationId] }, 0)).state, triggerId);
  }

  /** How many bots are in a workspace at this moment. */
  async botsIn(organizationId: string, workspaceId: string): Promise<number> {
    const { state } = await this.store.state({ stream: fleet, id: [organizationId] }, 0);
    return [...state.bots.values()].filter((bot) => bot.workspaceId === workspaceId).length;
  }

  /**
   * How many runs workers are at in a workspace at this moment, up to 100. Leases say where to look, the streams of the
   * runs what is so.
   */
  async runsIn(organizationId: string, workspaceId: string): Promise<number> {
    const { state } = await this.store.state({ stream: fleet, id: [organizationId] }, 0);
    const held = await this.vault.runQueue.held(organizationId);
    const here = held.filter(({ botId }) => state.bots.get(botId)?.workspaceId === workspaceId).slice(0, 100);
    const runs = await Promise.all(
      here.map(({ runId }) => this.store.state({ stream: run, id: [organizationId, runId] }, 0)),
    );
    return runs.filter(({ state: each }) => isAtWork(each)).length;
  }
}
