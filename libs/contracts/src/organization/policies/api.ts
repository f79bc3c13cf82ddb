import { z } from 'zod';
import { actor, effect, id, instant, reason, word } from '../../words';
import { OrganizationPolicies } from './values';

/** POST …/policies: what is left out stays as it is. */
export const ChangePolicies = OrganizationPolicies.partial().extend({ reason }).meta({ id: 'ChangePolicies' });
/** GET …/policies */
export const PoliciesNow = z
  .object({
    organizationId: id,
    policies: z.object({
      ...OrganizationPolicies.shape,
      hiddenRoles: z.array(word()),
      ownerTerm: word(),
      workspaceTerm: word(),
      catalogue: word(),
    }),
    /** When one was last changed; null while all are as the organization began. */
    changedAt: instant.nullable(),
    /** Of those that were ever said: how often, and the last time when, by whom and in which entry of the history. */
    changes: z
      .array(z.object({ name: z.string(), times: z.int(), at: instant, by: actor, sequence: z.int() }))
      .max(100),
  })
  .meta({ id: 'Policies' });
export const PoliciesEffect = z.object({ organizationId: id, ...effect }).meta({ id: 'PoliciesEffect' });
