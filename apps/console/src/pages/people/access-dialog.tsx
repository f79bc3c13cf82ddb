import type { Member } from '@annals/contracts';
import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import { setAccessEnd } from '../../api/organization';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { DialogButtons, DialogFields } from '../../components/facts';
import { InlineError } from '../../components/failure';
import { ReasonField, reasonIn } from '../../components/reason-field';
import { toast } from '../../components/toasts';
import { date as day } from '../../format/time';
import { personal } from '../../format/words';
import { AccessUntilField, dayIn, endOfDay } from './access-until';

interface Props {
  member: z.output<typeof Member>;
  opened: boolean;
  close: () => void;
}

/** Says when the access of an external ends. */
export function AccessDialog({ opened, ...rest }: Props) {
  return (
    <Modal opened={opened} onClose={rest.close} title={`Access of ${personal(rest.member.alias)}`} size={460}>
      {opened && <Form {...rest} />}
    </Modal>
  );
}

function Form({ member, close }: Omit<Props, 'opened'>) {
  const { organizationId } = useOrganization();
  const [until, setUntil] = useState<string | null>(member.accessUntil?.slice(0, 10) ?? dayIn(90));
  const [reason, setReason] = useState('');
  const command = useCommand(
    (body: { until: string | null; reason?: string }, key) =>
      setAccessEnd(organizationId, member.personId, { body, key }),
    {
      organizationId,
      onDone: () => {
        close();
        const name = personal(member.alias);
        toast({
          text: until === null ? `${name} has access without an end.` : `${name} has access until ${day(until)}.`,
        });
      },
    },
  );
  return (
    <DialogFields>
      <AccessUntilField value={until} onChange={setUntil} />
      <p>On that day the membership ends, with it every key of theirs; bots that they own are held.</p>
      <ReasonField reason={reason} onChange={setReason} />
      <InlineError error={command.error} />
      <DialogButtons>
        <Button variant="default" onClick={close}>
          Keep as it is
        </Button>
        <Button
          loading={command.pending}
          disabled={until === ''}
          onClick={() => void command.run({ until: until === null ? null : endOfDay(until), ...reasonIn(reason) })}
        >
          Set the end
        </Button>
      </DialogButtons>
    </DialogFields>
  );
}
