import { triggerUpdated, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustSayWhen, settingsKept, type AskedSettings } from '../../fleet/asked-settings';
import { mustHaveCalendar } from '../../fleet/calendars';
import { mustHaveBot, type Fleet } from '../../fleet/fleet';
import { mustHaveTrigger, mustNotLoop, settingsOf } from '../../fleet/triggers';

export interface UpdateTrigger extends AskedSettings {
  readonly organizationId: string;
  readonly triggerId: string;
}

/**
 * B12: a trigger is set anew, all of it; what was due until now and has not fired is left out.
 * @throws Refused TRIGGER_NOT_FOUND, BOT_NOT_FOUND, CALENDAR_NOT_FOUND, SCHEDULE_INVALID, TRIGGER_LOOP
 */
export const updateTrigger: Decide<Fleet, UpdateTrigger, FleetEvent> = (fleet, command, { now }) => {
  const { triggerId } = command;
  const trigger = mustHaveTrigger(fleet, triggerId);
  const { kind, botId } = trigger;
  mustSayWhen(kind, command);
  const kept = settingsKept(kind, command);
  const { source, calendarId } = kept.data;
  if (calendarId !== undefined) mustHaveCalendar(fleet, calendarId);
  if (source) {
    mustHaveBot(fleet, source.botId);
    mustNotLoop(fleet, { triggerId, from: source.botId, to: botId });
  }
  const asked = settingsOf(kept);
  const isSo = JSON.stringify({ ...trigger, ...asked }) === JSON.stringify(trigger);
  return isSo ? [] : [triggerUpdated({ triggerId, from: now, ...kept.data }, kept.text)];
};
