import { type VerificationPreview, VerifyUser } from '@annals/contracts';
import { Button, TextInput } from '@mantine/core';
import { IconCheck, IconMail } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import type { z } from 'zod';
import { previewVerification, verifyUser } from '../../api/identity';
import { useCommand } from '../../api/use-command';
import { InlineError } from '../../components/failure';
import { useForm } from '../../components/use-form';
import { clock, dayAndMonth } from '../../format/time';
import { ConfirmAddress } from './confirm-address';
import { EntryLayout } from './entry-layout';
import classes from './entry.module.css';
import { PasswordField } from './password-field';
import { useFirstPage } from './use-first-page';

/** `/verify#token`: what the link does, a name and a password. */
export function VerifyPage() {
  const token = useLocation().hash;
  const preview = useQuery({
    queryKey: ['verification', token],
    queryFn: () => previewVerification(token),
    enabled: token !== '',
    staleTime: Infinity,
  });
  if (preview.data !== undefined) {
    const Asked = preview.data.hasPassword ? ConfirmAddress : ChoosePassword;
    return <Asked token={token} preview={preview.data} />;
  }
  if (token !== '' && preview.error === null)
    return (
      <EntryLayout title="Choose a password" lead="Looking at your link…">
        <div aria-busy="true" />
      </EntryLayout>
    );
  return (
    <EntryLayout
      title="This link does not work"
      lead={preview.error === null ? 'It is not complete. Open it again from the mail.' : undefined}
    >
      <div className={classes.fields}>
        <InlineError error={preview.error} />
      </div>
      <p className={classes.links}>
        <Link to="/sign-in">Sign in</Link> or <Link to="/sign-up">ask for a new link</Link>
      </p>
    </EntryLayout>
  );
}

const Chosen = VerifyUser.omit({ token: true });

function ChoosePassword({ token, preview }: { token: string; preview: z.output<typeof VerificationPreview> }) {
  const command = useCommand(verifyUser, { onDone: useFirstPage() });
  const form = useForm(Chosen, { alias: '', password: '' }, command.error);
  const submit = form.submit((values) => void command.run({ token, ...values }));
  return (
    <EntryLayout
      title="Choose a password"
      above={
        <p className={classes.pill}>
          <IconMail size={15} stroke={1.7} aria-hidden />
          {preview.email}
          <IconCheck size={15} stroke={1.7} aria-hidden />
          verified
        </p>
      }
      lead={
        preview.organizationName === null ? (
          'Then you are signed in, and can make an organization or join one.'
        ) : (
          <>
            Then your organization <b>{preview.organizationName}</b> is created, with you as its owner. You can rename
            it at any time.
          </>
        )
      }
    >
      <form className={classes.fields} onSubmit={submit} noValidate>
        <InlineError error={command.error} />
        <TextInput
          label="What should people call you?"
          description="Shown in People, runs and the audit log"
          name="alias"
          autoComplete="nickname"
          className={classes.input}
          autoFocus
          {...form.field('alias')}
        />
        <input type="hidden" name="username" autoComplete="username" value={preview.email} readOnly />
        <PasswordField label="Password" autoComplete="new-password" rules {...form.field('password')} />
        <Button type="submit" fullWidth data-size="md" loading={command.pending}>
          Create my account
        </Button>
      </form>
      <p className={classes.note}>
        This link works once, until {dayAndMonth(preview.expiresAt)}, {clock(preview.expiresAt, false)} UTC.
      </p>
    </EntryLayout>
  );
}
