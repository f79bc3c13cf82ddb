import { z } from 'zod';
import { effect, id, instant, organizationName, reason } from '../../words';

/** GET /api/v1/organizations/{organizationId} and …/me */
export const Organization = z
  .object({
    organizationId: id,
    name: z.string(),
    createdAt: instant,
    renamed: z.int(),
    lastRenamedAt: instant.nullable(),
  })
  .meta({ id: 'Organization' });
/** POST …/rename */
export const RenameOrganization = z.strictObject({ name: organizationName, reason }).meta({ id: 'RenameOrganization' });
export const OrganizationEffect = z.object({ organizationId: id, ...effect }).meta({ id: 'OrganizationEffect' });
