import type { IssuedKey } from '@annals/contracts';
import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { z } from 'zod';
import { date } from '../../format/time';
import { DialogButtons } from '../facts';
import classes from './keys.module.css';

/** The secret of a new key: only here, only now. */
export function NewSecret({ issued, done }: { issued: z.output<typeof IssuedKey>; done: () => void }) {
  return (
    <>
      <p className={classes.what}>
        It is shown only now and kept nowhere: who loses it issues another one. It works until {date(issued.expiresAt)}.
      </p>
      <pre className={classes.secret} tabIndex={0} aria-label="The key">
        {issued.secret}
      </pre>
      <DialogButtons>
        <CopyButton value={issued.secret}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              data-autofocus
              leftSection={
                copied ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} stroke={1.7} aria-hidden />
              }
              onClick={copy}
            >
              {copied ? 'Copied' : 'Copy key'}
            </Button>
          )}
        </CopyButton>
        <Button onClick={done}>I have stored it</Button>
      </DialogButtons>
    </>
  );
}
