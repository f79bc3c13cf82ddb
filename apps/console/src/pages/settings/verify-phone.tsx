import { type Phone, VerifyPhone as Contract } from '@annals/contracts';
import { Button, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import type { z } from 'zod';
import { sendPhoneCode, verifyPhone } from '../../api/account-info';
import type { ApiError } from '../../api/problem';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { InlineError } from '../../components/failure';
import { toast } from '../../components/toasts';
import { useForm } from '../../components/use-form';
import { When } from '../../components/when';
import classes from './account-info.module.css';

/** Takes the code where the number stands, says what is left of it, and sends another. */
export function VerifyPhone({ phone }: { phone: z.output<typeof Phone> }) {
  const { organizationId } = useOrganization();
  const of = { organizationId, phoneId: phone.phoneId };
  const verify = useCommand(({ code }: z.output<typeof Contract>, key: string) => verifyPhone(of, code, key), {
    organizationId,
    onDone: () => {
      toast({ text: `Verified ${phone.written}.` });
    },
  });
  const send = useCommand((_: object, key: string) => sendPhoneCode(of, key), {
    organizationId,
    onDone: () => {
      verify.reset();
      form.clear();
      toast({ text: `Sent a new code to ${phone.written}.` });
    },
  });
  const form = useForm(Contract, { code: '' }, verify.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const said = form.check();
    if (said !== undefined) void verify.run(said);
  };
  return (
    <form className={classes.verify} onSubmit={submit} noValidate>
      <TextInput
        aria-label={`Code for ${phone.written}`}
        placeholder="6 digits"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        className={classes.code}
        {...form.field('code')}
      />
      <Button type="submit" variant="default" loading={verify.pending}>
        Verify
      </Button>
      <Button variant="subtle" loading={send.pending} onClick={() => void send.run({})}>
        Send a new code
      </Button>
      <span className={classes.left}>
        The code ends <When at={phone.codeExpiresAt} />
        {triesLeft(verify.error)}
      </span>
      <InlineError error={verify.error ?? send.error} />
    </form>
  );
}

function triesLeft(error: ApiError | null): string {
  const left = error?.details['triesLeft'];
  return typeof left === 'number' ? `, ${left} ${left === 1 ? 'try' : 'tries'} left` : '';
}
