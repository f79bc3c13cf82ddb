import { MOST_HOLIDAY_YEARS } from '@annals/contracts';
import { Button, Checkbox, Group, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { asApiError } from '../../api/problem';
import { holidayCountriesQuery, type HolidayPlace, holidaysQuery } from '../../api/calendars';
import { useOrganization } from '../../app/frame/frame-context';
import { InlineError } from '../../components/failure';
import { useNow } from '../../components/when';
import { plural } from '../../format/words';
import classes from './calendars.module.css';

interface Props {
  /** Dates that are there already. */
  have: readonly string[];
  add: (dates: string[]) => void;
}

/** Public holidays are put among the dates; nothing is asked before somebody wants them. */
export function HolidayFields(props: Props) {
  const [opened, open] = useState(false);
  return opened ? (
    <Fields {...props} />
  ) : (
    <div>
      <Button
        variant="default"
        onClick={() => {
          open(true);
        }}
      >
        Add public holidays
      </Button>
    </div>
  );
}

function Fields({ have, add }: Props) {
  const { organizationId } = useOrganization();
  const [country, setCountry] = useState('');
  const [region, setRegion] = useState<string | null>(null);
  const years = useYears();
  const [chosen, setChosen] = useState(years.slice(0, 2));
  const known = useQuery(holidayCountriesQuery(organizationId));
  const countries = known.data?.countries ?? [];
  const regions = countries.find((each) => each.country === country)?.regions ?? [];
  const place = { country, years: chosen.join(','), ...(region === null ? {} : { region }) };
  return (
    <fieldset className={classes.holidays}>
      <legend>Public holidays</legend>
      <div className={classes.place}>
        <Select
          label="Country"
          searchable
          allowDeselect={false}
          data={countries.map((each) => ({ value: each.country, label: each.name }))}
          value={country === '' ? null : country}
          onChange={(value) => {
            setCountry(value ?? '');
            setRegion(null);
          }}
        />
        <Select
          label="Region"
          searchable
          clearable
          disabled={regions.length === 0}
          placeholder="All of it"
          data={regions.map((each) => ({ value: each.region, label: each.name }))}
          value={region}
          onChange={setRegion}
        />
      </div>
      <Checkbox.Group label="Years" value={chosen} onChange={setChosen}>
        <Group gap="md" mt={6}>
          {years.map((year) => (
            <Checkbox key={year} value={year} label={year} />
          ))}
        </Group>
      </Checkbox.Group>
      <Found place={place} have={have} add={add} />
      <InlineError error={known.error === null ? null : asApiError(known.error)} />
      <p className={classes.lead}>
        The dates are kept, and do not follow the law: look at them once a year. From{' '}
        <a href="https://github.com/commenthol/date-holidays" target="_blank" rel="noreferrer">
          date-holidays
        </a>{' '}
        (ISC), whose data come from Wikipedia (CC BY-SA 3.0).
      </p>
    </fieldset>
  );
}

/** What they are, and a button that puts those that are not there yet among the dates. */
function Found({ place, have, add }: Props & { place: HolidayPlace }) {
  const { organizationId } = useOrganization();
  const read = useQuery(holidaysQuery(organizationId, place));
  const days = read.data?.days ?? [];
  const more = days.map(({ date }) => date).filter((date) => !have.includes(date));
  const isThere = days.length > 0 && more.length === 0;
  return (
    <>
      <div className={classes.days} role="group" aria-label="Public holidays that were found" tabIndex={0}>
        {days.map(({ date, name }) => (
          <p key={date}>
            <span>{date}</span> {name}
          </p>
        ))}
      </div>
      <InlineError error={read.error === null ? null : asApiError(read.error)} />
      <div role="status">
        <Button
          variant="default"
          disabled={more.length === 0}
          loading={read.isFetching}
          onClick={() => {
            add(more);
          }}
        >
          {isThere ? `${plural(days.length, 'date')} added` : `Add ${plural(more.length, 'date')}`}
        </Button>
      </div>
    </>
  );
}

/** This year and the next ones. */
function useYears(): string[] {
  const year = new Date(useNow()).getUTCFullYear();
  return Array.from({ length: MOST_HOLIDAY_YEARS }, (_, n) => String(year + n));
}
