import { refused, type OrganizationEvent } from '@annals/contracts';
import type { Frozen, SliceEvolve } from '@annals/kernel';

/** What an organization is called, whether it exists and where it is at home. */
export interface Settings {
  created: boolean;
  name: string;
  country?: string;
  timeZone?: string;
}

export const noSettings = (): Settings => ({ created: false, name: '' });

export const settingsEvolve = {
  OrganizationCreated(settings, { text }): void {
    settings.created = true;
    settings.name = text.name;
  },
  OrganizationRenamed(settings, { text }): void {
    settings.name = text.name;
  },
  LocaleSet(settings, { data: { country, timeZone } }): void {
    if (country !== undefined) settings.country = country;
    if (timeZone !== undefined) settings.timeZone = timeZone;
  },
} satisfies SliceEvolve<Settings, OrganizationEvent>;

/** @throws Refused ORG_NOT_FOUND of a stream that holds no organization (yet) */
export function mustBeFounded({ created }: Frozen<Settings>): void {
  if (!created) throw refused('ORG_NOT_FOUND');
}
