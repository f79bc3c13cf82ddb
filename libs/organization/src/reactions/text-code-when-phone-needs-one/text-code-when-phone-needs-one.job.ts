import { uuidV5 } from '@annals/eventstore';
import { job, mailText, ours } from '@annals/platform';
import { z } from 'zod';
import { organization } from '../../organization/organization';
import { digitsOf } from '../../organization/code';
import { phoneCodes } from './text-code-when-phone-needs-one';

const Payload = z.object({
  organizationId: z.uuid(),
  phoneId: z.uuid(),
  generation: z.int(),
  causationId: z.uuid(),
  correlationId: z.string(),
});

/**
 * Sends a code, made anew from its ids. Looks at the stream first: a code that was replaced, has expired or is needed
 * no more goes nowhere. That it went out is no event (history.md §5); sent again, it has the same id.
 */
export const textPhoneCode = job({
  queue: phoneCodes,
  payload: Payload,
  actsOutside: true,
  does:
    ({ eventStore, vault, sms }) =>
    async ({ organizationId, phoneId, generation, ...causes }) => {
      const id = `phone-code-${phoneId}-${generation}`;
      const context = { ...causes, commandId: uuidV5(phoneId, id), actor: 'system:text-phone-code' } as const;
      const target = { stream: organization, id: [organizationId] } as const;
      const { result } = await eventStore.preview(target, context, ({ phones, settings }, { clock }) => {
        const phone = phones.all.get(phoneId);
        const wanted = phone?.verified === false && phone.generation === generation && clock < phone.codeExpiresAt;
        return wanted ? { to: phone.number, name: settings.name } : undefined;
      });
      if (result === undefined) return;
      const code = digitsOf(vault.secrets, { organizationId, proves: 'phone', of: phoneId, generation });
      const said = mailText`${ours(code)} is your code for ${result.name} in Annals. It counts for 10 minutes. Tell it to nobody who calls you.`;
      await sms.send({ id, to: result.to, text: said });
    },
});
