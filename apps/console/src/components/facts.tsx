import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './facts.module.css';

/** Names and values, one per line. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A heading inside a panel. */
export function PanelHeading({ children }: { children: ReactNode }) {
  return <h3 className={classes.heading}>{children}</h3>;
}

/** Buttons at the end of a dialog. */
export function DialogButtons({ children }: { children: ReactNode }) {
  return <div className={classes.buttons}>{children}</div>;
}

/**
 * The two ways out of a form in a dialog: it is left as it was, or sent by the button that says what is done.
 * @param props.asks the dialog asks about something that matters: the focus is on the way back
 */
export function SubmitOrCancel({
  children,
  pending,
  disabled = false,
  asks = false,
  close,
}: {
  children: ReactNode;
  pending: boolean;
  disabled?: boolean;
  asks?: boolean;
  close: () => void;
}) {
  return (
    <DialogButtons>
      <Button variant="default" onClick={close} data-autofocus={asks || undefined}>
        Cancel
      </Button>
      <Button type="submit" loading={pending} disabled={disabled}>
        {children}
      </Button>
    </DialogButtons>
  );
}

/** Fields of a dialog, one below the other. */
export function DialogFields({ children }: { children: ReactNode }) {
  return <div className={classes.fields}>{children}</div>;
}
