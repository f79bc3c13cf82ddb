import { triggerCreated, type FleetEvent, type TriggerKind } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustSayWhen, settingsKept, type AskedSettings } from '../../fleet/asked-settings';
import { mustHaveCalendar } from '../../fleet/calendars';
import { mustHaveBot, type Fleet, type Owner } from '../../fleet/fleet';
import { mustHaveRoom, mustNotLoop } from '../../fleet/triggers';

export interface CreateTrigger extends AskedSettings {
  readonly organizationId: string;
  readonly botId: string;
  readonly kind: TriggerKind;
  /** Who makes it; nobody where a key of nobody does. */
  readonly owner?: Owner | undefined;
}

/**
 * B12: something that makes a bot run, on from now. Its id follows from the command.
 * @throws Refused BOT_NOT_FOUND, CALENDAR_NOT_FOUND, SCHEDULE_INVALID, TRIGGER_LIMIT_REACHED, TRIGGER_LOOP
 */
export const createTrigger: Decide<Fleet, CreateTrigger, FleetEvent> = (fleet, command, { id, now }) => {
  const { botId, kind, owner } = command;
  const triggerId = id('trigger');
  const bot = mustHaveBot(fleet, botId);
  if (fleet.triggers.has(triggerId)) return [];
  mustSayWhen(kind, command);
  mustHaveRoom(fleet, bot);
  const { data, text } = settingsKept(kind, command);
  if (data.calendarId !== undefined) mustHaveCalendar(fleet, data.calendarId);
  if (data.source) {
    mustHaveBot(fleet, data.source.botId);
    mustNotLoop(fleet, { triggerId, from: data.source.botId, to: botId });
  }
  return [triggerCreated({ triggerId, botId, kind, ...(owner && { ownedBy: owner }), from: now, ...data }, text)];
};
