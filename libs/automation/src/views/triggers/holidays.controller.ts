import { routes, type AnswerOf } from '@annals/contracts';
import { Incoming, On, type Arrived } from '@annals/platform';
import { Controller } from '@nestjs/common';
import { Holidays } from '../../triggers/holidays.service';

const { listHolidayCountries, listHolidays } = routes.automation;

/**
 * Public holidays that a calendar can be filled from. They are no organization's, so that nothing is read but a list.
 */
@Controller()
export class HolidaysController {
  constructor(private readonly holidays: Holidays) {}

  @On(listHolidayCountries)
  async countries(): Promise<AnswerOf<typeof listHolidayCountries>> {
    return { countries: await this.holidays.countries() };
  }

  @On(listHolidays)
  async days(@Incoming() { asked }: Arrived<typeof listHolidays>): Promise<AnswerOf<typeof listHolidays>> {
    return { days: await this.holidays.days(asked, asked.years.split(',').map(Number)) };
  }
}
