import { tells, type SentenceTemplate } from '../../sentence';
import {
  localeSet,
  organizationCreated,
  organizationRenamed,
  organizationSlugChanged,
  type SettingsEvent,
} from './events';

export const settingsSentences: { readonly [Type in SettingsEvent['type']]: SentenceTemplate<Type> } = {
  OrganizationCreated: tells(organizationCreated, (_, text) => [`created the organization ${text('name')}`]),
  OrganizationRenamed: tells(organizationRenamed, (_, text) => [`renamed the organization to ${text('name')}`]),
  OrganizationSlugChanged: tells(organizationSlugChanged, (_, text) => [`changed the address to ${text('slug')}`]),
  LocaleSet: tells(localeSet, ({ country, timeZone }) => [`set ${place({ country, timeZone })}`]),
};

function place({ country, timeZone }: { country?: string | undefined; timeZone?: string | undefined }): string {
  const parts = [
    country === undefined ? '' : `the country to ${country}`,
    timeZone === undefined ? '' : `the time zone to ${timeZone}`,
  ];
  return parts.filter(Boolean).join(' and ');
}
