import { id, instant } from '@annals/contracts';
import { job } from '@annals/platform';
import { z } from 'zod';
import { firstLookAfter } from '../../security/domain-looks.service';
import { KEEP_DOMAIN_LOOK } from './keep-look-when-domain-is-verified';

/** Whether it is verified still is for the look to find out. */
export const keepDomainLook = job({
  queue: KEEP_DOMAIN_LOOK,
  payload: z.object({ organizationId: id, domainId: id, at: instant }),
  does:
    ({ vault }) =>
    ({ organizationId, domainId, at }) =>
      vault.domainLooks.keep({ organizationId, id: domainId, due: firstLookAfter(at) }),
});
