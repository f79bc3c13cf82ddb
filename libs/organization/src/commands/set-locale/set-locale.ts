import { localeSet, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Organization } from '../../organization/organization';
import { mustBeFounded } from '../../organization/settings';

export interface SetLocale {
  readonly organizationId: string;
  readonly country: string;
  readonly timeZone: string;
  /** Absent: it stays as it is. */
  readonly language?: string | undefined;
}

/** B2: where the organization is at home and which language it speaks; the event says what changed, and there is none where nothing did. */
export const setLocale: Decide<Organization, SetLocale, OrganizationEvent> = ({ settings }, asked) => {
  mustBeFounded(settings);
  const { country, timeZone, language = settings.language } = asked;
  const changed = {
    ...(country === settings.country ? {} : { country }),
    ...(timeZone === settings.timeZone ? {} : { timeZone }),
    ...(language === settings.language ? {} : { language }),
  };
  return Object.keys(changed).length === 0 ? [] : [localeSet(changed)];
};
