import { z } from 'zod';
import { alias, effect, id, instant, organizationName, reason, word } from '../../words';
import { domainModes } from './modes';

const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;
/** A domain as it stands behind an `@`, in small letters; one with other letters in its ASCII form. */
export const domainName = z
  .string()
  .trim()
  .max(253, { abort: true })
  .toLowerCase()
  .refine((value) => value.split('.').length > 1 && value.split('.').every((label) => LABEL.test(label)), {
    error: 'is no domain as in halden.example',
  })
  .meta({ example: 'halden.example' });

export const DomainParams = z.object({ organizationId: id, domainId: id });
/** POST …/domains */
export const AddDomain = z.strictObject({ domain: domainName }).meta({ id: 'AddDomain' });
export const DomainEffect = z.object({ domainId: id, ...effect }).meta({ id: 'DomainEffect' });
/** POST …/domains/{domainId}/verify: whether the record was there. */
export const DomainVerification = z
  .object({ domainId: id, verified: z.boolean(), ...effect })
  .meta({ id: 'DomainVerification' });
/** POST …/domains/{domainId}/mode */
export const SetDomainMode = z.strictObject({ mode: z.enum(domainModes), reason }).meta({ id: 'SetDomainMode' });
/** GET …/domains, by age. `record`: what its owner publishes in the DNS. */
export const Domain = z
  .object({
    domainId: id,
    domain: z.string(),
    verified: z.boolean(),
    mode: word<string>(domainModes),
    record: z.object({ name: z.string(), type: z.literal('TXT'), value: z.string() }),
    addedAt: instant,
    verifiedAt: instant.nullable(),
  })
  .meta({ id: 'Domain' });
/** So many domains an organization has. */
export const MOST_DOMAINS = 20;
export const Domains = z.object({ items: z.array(Domain).max(MOST_DOMAINS) }).meta({ id: 'Domains' });

/**
 * GET /api/v1/me/joinable: what is open to the verified address of who asks. With `organizationId` that one alone, also
 * where it lets itself be found by anybody.
 */
export const ListJoinable = z.strictObject({ organizationId: id.optional() });
/** All that a stranger sees of an organization; `way`: they may join by themselves, or ask to. */
export const Joinable = z
  .object({
    organizations: z
      .array(z.object({ organizationId: id, name: organizationName, way: word<string>(['join', 'ask']) }))
      .max(1),
  })
  .meta({ id: 'Joinable' });
/** POST /api/v1/me/memberships */
export const JoinOrganization = z.strictObject({ organizationId: id, alias }).meta({ id: 'JoinOrganization' });
export const JoinedOrganization = z
  .object({ organizationId: id, personId: id, ...effect })
  .meta({ id: 'JoinedOrganization' });
