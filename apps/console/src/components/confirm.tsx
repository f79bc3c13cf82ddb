import { Button, Modal } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { ApiError } from '../api/problem';
import classes from './confirm.module.css';
import { InlineError } from './failure';
import { ReasonField, reasonIn } from './reason-field';

/** What will happen, one line each, with numbers and names. */
export interface Consequence {
  icon: TablerIcon;
  tone?: 'bad';
  text: ReactNode;
}

/** What will happen, as a list. */
export const Consequences = ({ of, className }: { of: readonly Consequence[]; className: string | undefined }) => (
  <ul className={className}>
    {of.map(({ icon: Icon, tone, text }, index) => (
      <li key={index} data-tone={tone}>
        <Icon size={17} stroke={1.7} aria-hidden />
        <span>{text}</span>
      </li>
    ))}
  </ul>
);

interface Props {
  opened: boolean;
  title: string;
  consequences: readonly Consequence[];
  afterwards: string;
  /** The safe choice, which has the focus, and the act; both by name: "Keep enabled", "Disable invoice-reader". */
  keep: string;
  act: string;
  askReason?: boolean;
  /** What is chosen or typed before the reason. */
  asks?: ReactNode;
  /** Whether enough was said for the act. */
  ready?: boolean;
  pending: boolean;
  pendingWord: string;
  error: ApiError | null;
  onAct: (said: { reason?: string }) => void;
  onClose: () => void;
}

/** Asks before something that has consequences. The reason is kept in the history. */
export function Confirm({ opened, title, consequences, afterwards, onClose, ...rest }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={title} size={520}>
      <Consequences of={consequences} className={classes.lines} />
      {opened && <Answer {...rest} afterwards={afterwards} onClose={onClose} />}
    </Modal>
  );
}

function Answer({
  keep,
  act,
  askReason = false,
  asks,
  ready = true,
  pending,
  pendingWord,
  error,
  afterwards,
  onAct,
  onClose,
}: Omit<Props, 'opened' | 'title' | 'consequences'>) {
  const [reason, setReason] = useState('');
  return (
    <>
      {asks}
      {askReason && <ReasonField reason={reason} onChange={setReason} maxRows={6} className={classes.reason} />}
      <p className={classes.after}>{afterwards}</p>
      <InlineError error={error} />
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose} data-autofocus>
          {keep}
        </Button>
        <Button
          color="vermilion"
          loading={pending}
          disabled={!ready}
          aria-label={pending ? pendingWord : undefined}
          onClick={() => {
            onAct(reasonIn(reason));
          }}
        >
          {act}
        </Button>
      </div>
    </>
  );
}
