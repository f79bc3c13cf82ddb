import { Button } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { EntryLayout } from './entry-layout';
import classes from './entry.module.css';

/** After an address was given: the rest happens in the mail. */
export function LookInYourMail({ email, what, again }: { email: string; what: string; again: () => void }) {
  return (
    <EntryLayout
      title="Look in your mail"
      lead={
        <>
          We have sent a mail to <b>{email}</b>.
        </>
      }
    >
      <p className={classes.mail} role="status">
        <IconMail size={18} stroke={1.7} aria-hidden />
        <span>{what} Nothing there after a minute? Look among the unwanted mails.</span>
      </p>
      <div className={classes.fields}>
        <Button variant="default" data-size="md" onClick={again}>
          Use another address
        </Button>
      </div>
      <p className={classes.links}>
        <Link to="/sign-in">Sign in</Link>
      </p>
    </EntryLayout>
  );
}
