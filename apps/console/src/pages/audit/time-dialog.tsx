import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { DialogButtons, DialogFields } from '../../components/facts';

interface Stretch {
  from: string | undefined;
  to: string | undefined;
}
interface Props extends Stretch {
  opened: boolean;
  close: () => void;
  choose: (stretch: Stretch) => void;
}

/** Any stretch of time, to the minute, in UTC as the log is. */
export function TimeDialog({ opened, from, to, close, choose }: Props) {
  return (
    <Modal opened={opened} onClose={close} title="Entries of which time?" size={420}>
      {opened && <Fields from={from} to={to} close={close} choose={choose} />}
    </Modal>
  );
}

const typed = (at: string | undefined): string => at?.slice(0, 'YYYY-MM-DDThh:mm'.length) ?? '';
const instant = (value: string): string | undefined => (value === '' ? undefined : `${value}:00.000Z`);

function Fields({ from, to, close, choose }: Omit<Props, 'opened'>) {
  const [[begins, ends], set] = useState([typed(from), typed(to)] as const);
  const isTurned = begins !== '' && ends !== '' && begins >= ends;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        choose({ from: instant(begins), to: instant(ends) });
        close();
      }}
    >
      <DialogFields>
        <TextInput
          type="datetime-local"
          label="From (UTC)"
          value={begins}
          data-autofocus
          onChange={({ currentTarget }) => {
            set([currentTarget.value, ends]);
          }}
        />
        <TextInput
          type="datetime-local"
          label="Before (UTC)"
          value={ends}
          error={isTurned ? 'This is not after the beginning.' : undefined}
          onChange={({ currentTarget }) => {
            set([begins, currentTarget.value]);
          }}
        />
      </DialogFields>
      <DialogButtons>
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button type="submit" disabled={isTurned || (begins === '' && ends === '')}>
          Show
        </Button>
      </DialogButtons>
    </form>
  );
}
