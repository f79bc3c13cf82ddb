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
  LocaleSet: tells(localeSet, (data) => [`set ${list(placed(data))}`]),
};

const words = { country: 'the country', timeZone: 'the time zone', language: 'the language' } as const;

/** What was set of it, to what. */
const placed = (set: Readonly<Partial<Record<keyof typeof words, string | undefined>>>): readonly string[] =>
  (['country', 'timeZone', 'language'] as const).flatMap((each) =>
    set[each] === undefined ? [] : [`${words[each]} to ${set[each]}`],
  );

/** "a", "a and b", "a, b and c". */
const list = (parts: readonly string[]): string =>
  [parts.slice(0, -1).join(', '), parts.at(-1)].filter(Boolean).join(' and ');
