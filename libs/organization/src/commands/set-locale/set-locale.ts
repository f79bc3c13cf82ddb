import { localeSet, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Organization } from '../../organization/organization';
import { mustBeFounded } from '../../organization/settings';

export interface SetLocale {
  readonly organizationId: string;
  readonly country: string;
  readonly timeZone: string;
}

/** B2: where the organization is at home; the event says what changed, and there is none where nothing did. */
export const setLocale: Decide<Organization, SetLocale, OrganizationEvent> = ({ settings }, { country, timeZone }) => {
  mustBeFounded(settings);
  const changed = {
    ...(country === settings.country ? {} : { country }),
    ...(timeZone === settings.timeZone ? {} : { timeZone }),
  };
  return Object.keys(changed).length === 0 ? [] : [localeSet(changed)];
};
