import { routes, type AnswerOf } from '@annals/contracts';
import { fromMilliseconds } from '@annals/kernel';
import { Incoming, On, type Arrived } from '@annals/platform';
import { Controller } from '@nestjs/common';
import { dayIn, dueTimes, localTime, mustComeDue, nextClockChange } from '../../triggers/due-times.service';

const route = routes.automation.previewSchedule;
const SHOWN = 5;

/** When a schedule would fire that nobody has made yet: by the same library as the one that fires. */
@Controller()
export class PreviewScheduleController {
  @On(route)
  preview(@Incoming() { asked }: Arrived<typeof route>): AnswerOf<typeof route> {
    const { zone, weekdaysOff = '' } = asked;
    const now = fromMilliseconds(Date.now());
    const schedule = { ...asked, from: now };
    mustComeDue(schedule);
    const isDayOff = (at: string): boolean => weekdaysOff.includes(String(dayIn(zone, at).weekday));
    const next = dueTimes(schedule, now, SHOWN).map((at) => ({
      at,
      local: localTime(zone, at),
      isDayOff: isDayOff(at),
    }));
    return { next, clockChange: nextClockChange(zone, now) };
  }
}
