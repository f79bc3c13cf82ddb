import { refused, type OrganizationEvent } from '@annals/contracts';
import type { Frozen, Instant, SliceEvolve } from '@annals/kernel';

/** What pictures of logos are kept as in the vault. */
export const LOGO_KIND = 'logo';

export interface Logo {
  readonly digest: string;
  readonly format: string;
}

/** What an organization is called, whether it exists, where it is at home and what it looks like. */
export interface Settings {
  created: boolean;
  name: string;
  country?: string;
  timeZone?: string;
  language?: string;
  /** What it is called in addresses. */
  slug?: string;
  /** What it was called so before → until when that leads here. */
  readonly formerSlugs: Map<string, Instant>;
  logo?: Logo;
}

export const noSettings = (): Settings => ({ created: false, name: '', formerSlugs: new Map() });

export const settingsEvolve = {
  OrganizationCreated(settings, { text }): void {
    settings.created = true;
    settings.name = text.name;
    if (text.slug !== undefined) settings.slug = text.slug;
  },
  OrganizationSlugChanged(settings, { data: { formerUntil }, text }): void {
    if (settings.slug !== undefined && formerUntil !== undefined) settings.formerSlugs.set(settings.slug, formerUntil);
    settings.formerSlugs.delete(text.slug);
    settings.slug = text.slug;
  },
  OrganizationRenamed(settings, { text }): void {
    settings.name = text.name;
  },
  OrganizationLogoSet(settings, { data }): void {
    settings.logo = data;
  },
  OrganizationLogoRemoved(settings): void {
    delete settings.logo;
  },
  LocaleSet(settings, { data: { country, timeZone, language } }): void {
    if (country !== undefined) settings.country = country;
    if (timeZone !== undefined) settings.timeZone = timeZone;
    if (language !== undefined) settings.language = language;
  },
} satisfies SliceEvolve<Settings, OrganizationEvent>;

/** @throws Refused ORG_NOT_FOUND of a stream that holds no organization (yet) */
export function mustBeFounded({ created }: Frozen<Settings>): void {
  if (!created) throw refused('ORG_NOT_FOUND');
}

/** Whether an organization is called so in addresses, or was until lately. */
export const answersTo = ({ slug, formerSlugs }: Frozen<Settings>, asked: string, now: Instant): boolean =>
  slug === asked || (formerSlugs.get(asked) ?? '') > now;
