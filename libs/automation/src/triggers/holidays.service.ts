import { refused } from '@annals/contracts';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import {
  countriesOf,
  daysOf,
  type Countries,
  type Days,
  type HolidayPlace,
  type Library,
} from './public-holidays.service';

/** A year of a place is worked out once, as long as others are not asked for more: some take a tenth of a second. */
const REMEMBERED = 500;

/**
 * Public holidays by the package date-holidays (its data: CC BY-SA 3.0). It is large, so that it is loaded when
 * somebody asks for the first time. Calendars keep dates: what a later release of it says changes none.
 */
@Injectable()
export class Holidays {
  private library: Promise<Library> | undefined;
  private known: Promise<Countries> | undefined;
  private readonly years = new LRUCache<string, Days>({ max: REMEMBERED });

  countries(): Promise<Countries> {
    return (this.known ??= this.load().then(countriesOf));
  }

  /** Each day once, in order. @throws Refused COUNTRY_NOT_FOUND, REGION_NOT_FOUND */
  async days(place: HolidayPlace, years: readonly number[]): Promise<Days> {
    await this.mustKnow(place);
    const library = await this.load();
    const found = [...new Set(years)].sort().flatMap((year) => this.ofYear(library, place, year));
    const names = new Map<string, Set<string>>();
    for (const { date, name } of found) names.set(date, (names.get(date) ?? new Set()).add(name));
    return [...names].map(([date, all]) => ({ date, name: [...all].join(', ') }));
  }

  private async mustKnow({ country, region }: HolidayPlace): Promise<void> {
    const known = (await this.countries()).find((each) => each.country === country);
    if (!known) throw refused('COUNTRY_NOT_FOUND');
    if (region !== undefined && known.regions.every((each) => each.region !== region))
      throw refused('REGION_NOT_FOUND');
  }

  private ofYear(library: Library, place: HolidayPlace, year: number): Days {
    const key = [place.country, place.region, year].join('.');
    const days = this.years.get(key) ?? daysOf(library, place, year);
    this.years.set(key, days);
    return days;
  }

  private load(): Promise<Library> {
    return (this.library ??= import('date-holidays').then(({ default: loaded }) => loaded));
  }
}
