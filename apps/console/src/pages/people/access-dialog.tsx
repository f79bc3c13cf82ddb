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
import { date as day, dayIn, endOfDay } from '../../format/time';
import { list, personal, plural } from '../../format/words';
import { AccessUntilField } from './access-until';
import { oneByOne } from './one-by-one';

type AnyMember = z.output<typeof Member>;
interface Props {
  /** At least one. */
  members: readonly AnyMember[];
  opened: boolean;
  close: () => void;
}

const called = (members: readonly AnyMember[]): string =>
  members.length === 1 ? personal(members[0]?.alias) : plural(members.length, 'external');

/** Says when the access of externals ends. */
export function AccessDialog({ opened, ...rest }: Props) {
  return (
    <Modal opened={opened} onClose={rest.close} title={`Access of ${called(rest.members)}`} size={460}>
      {opened && <Form {...rest} />}
    </Modal>
  );
}

function Form({ members, close }: Omit<Props, 'opened'>) {
  const { organizationId } = useOrganization();
  const [only] = members.length === 1 ? members : [];
  const [until, setUntil] = useState<string | null>(only?.accessUntil?.slice(0, 10) ?? dayIn(90));
  const [reason, setReason] = useState('');
  const [refused, setRefused] = useState<readonly string[]>([]);
  const command = useCommand(
    (body: { until: string | null; reason?: string }, key) =>
      oneByOne(members, ({ personId }) => setAccessEnd(organizationId, personId, { body, key })),
    {
      organizationId,
      onDone: ({ done, refused: those }) => {
        setRefused(those.map(({ of, why }) => `${personal(of.alias)}: ${why}`));
        const [verb, how] = [
          done.length === 1 ? 'has' : 'have',
          until === null ? 'without an end' : `until ${day(until)}`,
        ];
        if (done.length > 0) toast({ text: `${called(done)} ${verb} access ${how}.` });
        if (those.length === 0) close();
      },
    },
  );
  return (
    <DialogFields>
      {members.length > 1 && <p>{list(members.map(({ alias }) => personal(alias)))}</p>}
      <AccessUntilField value={until} onChange={setUntil} />
      <p>On that day the membership ends, with it every key of theirs; bots that they own are held.</p>
      <ReasonField reason={reason} onChange={setReason} />
      {refused.length > 0 && (
        <ul role="alert">
          {refused.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      )}
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
