import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ComponentProps } from 'react';
import { useCommand } from '../api/use-command';
import { useOrganization } from '../app/frame/frame-context';
import { Confirm } from './confirm';
import { toast } from './toasts';

interface Props extends Pick<
  ComponentProps<typeof Confirm>,
  'title' | 'consequences' | 'afterwards' | 'keep' | 'act' | 'pendingWord'
> {
  /** What is on it: "Pause…". */
  label: string;
  send: (said: { reason?: string }, key: string) => Promise<object>;
  /** What is said when it is done. */
  done: string;
}

/** A button that asks before it acts, and why. */
export function AskingButton({ label, send, done, ...rest }: Props) {
  const { organizationId } = useOrganization();
  const [asking, ask] = useDisclosure(false);
  const command = useCommand(send, {
    organizationId,
    onDone: () => {
      ask.close();
      toast({ text: done });
    },
  });
  return (
    <>
      <Button
        variant="default"
        onClick={() => {
          command.reset();
          ask.open();
        }}
      >
        {label}
      </Button>
      <Confirm
        {...rest}
        opened={asking}
        onClose={ask.close}
        askReason
        pending={command.pending}
        error={command.error}
        onAct={(said) => void command.run(said)}
      />
    </>
  );
}
