import { VerifyContact } from '@annals/contracts';
import { Button, TextInput } from '@mantine/core';
import type { z } from 'zod';
import type { ApiError } from '../api/problem';
import type { Command } from '../api/use-command';
import classes from './code-form.module.css';
import { InlineError } from './failure';
import { useForm } from './use-form';
import { When } from './when';

interface Props {
  /** What the code is for, as readers hear it: "Code for +47 69 21 04 00". */
  label: string;
  endsAt: string;
  verify: Command<z.output<typeof VerifyContact>, object>;
  /** Sends another one. */
  send: Command<object, object>;
}

/** Takes a code where it was asked for, says what is left of it, and sends another. */
export function CodeForm({ label, endsAt, verify, send }: Props) {
  const form = useForm(VerifyContact, { code: '' }, verify.error);
  const submit = form.submit((said) => void verify.run(said));
  const sendAgain = async () => {
    if ((await send.run({})) === undefined) return;
    verify.reset();
    form.clear();
  };
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <TextInput
        aria-label={label}
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
      <Button variant="subtle" loading={send.pending} onClick={() => void sendAgain()}>
        Send a new code
      </Button>
      <span className={classes.left}>
        The code ends <When at={endsAt} />
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
