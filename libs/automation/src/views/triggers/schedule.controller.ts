import { MOST_LEFT_OUT, routes, type AnswerOf } from '@annals/contracts';
import { fromMilliseconds } from '@annals/kernel';
import { Incoming, On, type Arrived } from '@annals/platform';
import { Controller } from '@nestjs/common';
import { FleetDirectory } from '../../fleet/fleet-directory.service';
import { firesOf } from '../../triggers/days-off';
import { localTime, mustComeDue, nextClockChange } from '../../triggers/due-times.service';

const route = routes.automation.previewSchedule;
const SHOWN = 5;

/** When a schedule would fire that nobody has made yet: by the same library as the one that fires. */
@Controller()
export class PreviewScheduleController {
  constructor(private readonly directory: FleetDirectory) {}

  @On(route)
  async preview(@Incoming() { asked }: Arrived<typeof route>): Promise<AnswerOf<typeof route>> {
    const { organizationId, zone, weekdaysOff = '', calendarId } = asked;
    const now = fromMilliseconds(Date.now());
    const schedule = { ...asked, from: now };
    mustComeDue(schedule);
    const own = { weekdays: weekdaysOff.split(',').filter(Boolean).map(Number), dates: [] };
    const off = await this.directory.daysOff({ organizationId, daysOff: own, calendarId });
    const { fires, leftOut } = firesOf(schedule, { after: now, many: SHOWN, off });
    const next = fires.map((at) => ({ at, local: localTime(zone, at) }));
    return { next, leftOut: leftOut.slice(0, MOST_LEFT_OUT), clockChange: nextClockChange(zone, now) };
  }
}
