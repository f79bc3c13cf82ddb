import { refused, type AskedOf, type routes } from '@annals/contracts';

/** How a trigger shall be set, as somebody asks for it. */
export type AskedSettings = Omit<AskedOf<typeof routes.automation.updateTrigger>, 'organizationId' | 'triggerId'>;

/** A schedule says when in one way, an event trigger what it waits for. @throws Refused SCHEDULE_INVALID */
export function mustSayWhen(kind: string, { cron, everyMinutes, source }: AskedSettings): void {
  const ways = [cron, everyMinutes].filter((way) => way !== undefined).length;
  if (kind === 'schedule' ? ways !== 1 : kind === 'event' && source === undefined) throw refused('SCHEDULE_INVALID');
}

/** The same as an event keeps it: what is typed beside the rest, and nothing that its kind has no use for. */
export function settingsKept(kind: string, asked: AskedSettings) {
  const { name, cron, everyMinutes, zone, daysOff, calendarId, source, overlap, missed, missedAtMost, pauseAfter } =
    asked;
  const isSchedule = kind === 'schedule';
  return {
    data: {
      schedule: isSchedule ? { zone, ...(everyMinutes === undefined ? {} : { everyMinutes }) } : undefined,
      daysOff: isSchedule ? daysOff : undefined,
      calendarId: isSchedule ? calendarId : undefined,
      source: kind === 'event' ? source : undefined,
      overlap: isSchedule ? overlap : ('parallel' as const),
      missed,
      missedAtMost,
      pauseAfter,
    },
    text: { name, ...(isSchedule && cron !== undefined ? { cron } : {}) },
  };
}
