import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { DialogButtons } from './facts';
import classes from './shown-once.module.css';

interface Props {
  /** What is copied: "key". */
  noun: string;
  value: string;
  /** What becomes of who loses it. */
  children: ReactNode;
  /** On the button that ends it. */
  end: string;
  done: () => void;
}

/** What is shown here and now only: whoever reads it copies it, and says that they have. */
export function ShownOnce({ noun, value, children, end, done }: Props) {
  return (
    <>
      <p className={classes.said}>It is shown only now and kept nowhere: {children}</p>
      <pre className={classes.value} tabIndex={0} aria-label={`The ${noun}`}>
        {value}
      </pre>
      <DialogButtons>
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              data-autofocus
              leftSection={
                copied ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} stroke={1.7} aria-hidden />
              }
              onClick={copy}
            >
              {copied ? 'Copied' : `Copy ${noun}`}
            </Button>
          )}
        </CopyButton>
        <Button onClick={done}>{end}</Button>
      </DialogButtons>
    </>
  );
}
