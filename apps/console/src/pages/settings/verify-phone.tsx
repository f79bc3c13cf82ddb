import type { Phone } from '@annals/contracts';
import type { z } from 'zod';
import { sendPhoneCode, verifyPhone } from '../../api/account-info';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { CodeForm } from '../../components/code-form';
import { toast } from '../../components/toasts';
import classes from './account-info.module.css';

/** Takes the code of a number where the number stands. */
export function VerifyPhone({ phone }: { phone: z.output<typeof Phone> }) {
  const { organizationId } = useOrganization();
  const of = { organizationId, phoneId: phone.phoneId };
  const verify = useCommand(({ code }: { code: string }, key: string) => verifyPhone(of, code, key), {
    organizationId,
    onDone: () => {
      toast({ text: `Verified ${phone.written}.` });
    },
  });
  const send = useCommand((_: object, key: string) => sendPhoneCode(of, key), {
    organizationId,
    onDone: () => {
      toast({ text: `Sent a new code to ${phone.written}.` });
    },
  });
  return (
    <div className={classes.verify}>
      <CodeForm label={`Code for ${phone.written}`} endsAt={phone.codeExpiresAt} verify={verify} send={send} />
    </div>
  );
}
