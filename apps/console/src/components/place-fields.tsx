import { countries } from '@annals/contracts';
import { Select } from '@mantine/core';
import type { Form } from './use-form';

const regions = new Intl.DisplayNames('en', { type: 'region' });
const countryChoices = countries
  .map((value) => ({ value, label: regions.of(value) ?? value }))
  .sort((a, b) => a.label.localeCompare(b.label, 'en'));
/** Time zones, with one that this browser may not know. */
export const zonesWith = (own: string): string[] => [
  ...new Set([own, 'UTC', ...Intl.supportedValuesOf('timeZone')].filter((zone) => zone !== '')),
];

/** Where the reader's browser is: a first answer, which they may change. What it calls its language may be no tag. */
export const here = () => ({
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  country: countries.find((each) => navigator.language.slice(2).startsWith(`-${each}`)) ?? '',
});

/** Chooses a country and a time zone. */
export function PlaceFields<V extends { country: string; timeZone: string } & Record<string, string>>({
  form,
}: {
  form: Pick<Form<V, unknown>, 'field' | 'set' | 'values'>;
}) {
  /** A list of choices says its value as it is, not by an event. */
  const choice = (name: 'country' | 'timeZone') => ({
    ...form.field(name),
    searchable: true,
    allowDeselect: false,
    onChange: (value: string | null) => {
      form.set(name, value ?? '');
    },
  });
  return (
    <>
      <Select label="Country" data={countryChoices} {...choice('country')} />
      <Select label="Time zone" data={zonesWith(form.values.timeZone)} {...choice('timeZone')} />
    </>
  );
}
