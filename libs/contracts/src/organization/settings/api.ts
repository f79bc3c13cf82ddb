import { z } from 'zod';
import { askedCountry, country } from '../../countries';
import {
  actor,
  askedLanguage,
  askedTimeZone,
  digest,
  effect,
  id,
  instant,
  language,
  organizationName,
  personal,
  reason,
  timeZone,
  word,
} from '../../words';
import { permission } from '../../permissions';
import { organizationStatus } from '../lifecycle/status';
import { askedSlug } from './slug';

/** The last ones are shown. */
export const FORMER_SLUGS = 10;
/**
 * Whether it works: since when, who said so and why (A17). `suspendedBy`: `owner` for a pause, which owners end. Who and
 * why is null for who may not see people (W15).
 */
export const OrganizationStanding = z
  .object({
    status: word<string>(organizationStatus.options),
    since: instant,
    by: actor.nullable(),
    suspendedBy: word<string>(['owner', 'operator']).nullable(),
    reason: personal,
    /** When it is purged, where its deletion was asked for. */
    purgeAt: instant.nullable(),
    /** What it blocks: acts by the permission that they need, and those that go on; null where everything works. */
    blocks: z
      .object({
        refusal: z.string(),
        permissions: z.array(word<string>(permission.options)).max(permission.options.length),
        goesOn: z.array(word<string>(permission.options)).max(permission.options.length),
      })
      .nullable(),
  })
  .meta({ id: 'OrganizationStanding' });
/** A status that it had, from an entry of its history on. */
export const OrganizationStatusChange = z
  .object({
    sequence: z.int(),
    status: word<string>(organizationStatus.options),
    since: instant,
    by: actor,
    suspendedBy: word<string>(['owner', 'operator']).nullable(),
    reason: personal,
  })
  .meta({ id: 'OrganizationStatusChange' });
/** So many are shown, the last one first. */
export const STATUS_CHANGES = 20;
/**
 * GET /api/v1/organizations/{organizationId}. Who may not see people gets its name, logo, address, time zone, language and
 * status: no list has an entry, and the rest is null (W15).
 */
export const Organization = z
  .object({
    organizationId: id,
    name: z.string(),
    /** Where it has one: what GET …/logo/{logo} is asked for. */
    logo: digest.nullable(),
    createdAt: instant,
    renamed: z.int().nullable(),
    lastRenamedAt: instant.nullable(),
    status: OrganizationStanding,
    statusChanges: z.array(OrganizationStatusChange).max(STATUS_CHANGES),
    country: country.nullable(),
    timeZone: timeZone.nullable(),
    language: language.nullable(),
    /** What it is called in addresses; null where it has none (yet). */
    slug: z.string().nullable(),
    /** What it was called in addresses before, as long as that leads here. */
    formerSlugs: z.array(z.object({ slug: z.string(), until: instant })).max(FORMER_SLUGS),
  })
  .meta({ id: 'Organization' });
/** POST …/slug. What is no slug is refused by SLUG_INVALID, not by its form. */
export const ChangeSlug = z.strictObject({ slug: askedSlug, reason }).meta({ id: 'ChangeSlug' });
export const SlugParams = z.object({ slug: z.string().max(100) });
/** GET /api/v1/slugs/{slug}/availability. `reserved`: the installation needs it, or nobody may pass for it. */
export const SlugAvailability = z
  .object({ slug: z.string(), availability: z.enum(['free', 'taken', 'reserved', 'invalid']) })
  .meta({ id: 'SlugAvailability' });
/** POST …/rename */
export const RenameOrganization = z.strictObject({ name: organizationName, reason }).meta({ id: 'RenameOrganization' });
/** POST …/locale. Without a language that stays as it is. */
export const SetLocale = z
  .strictObject({ country: askedCountry, timeZone: askedTimeZone, language: askedLanguage.optional(), reason })
  .meta({ id: 'SetLocale' });
export const OrganizationEffect = z.object({ organizationId: id, ...effect }).meta({ id: 'OrganizationEffect' });
