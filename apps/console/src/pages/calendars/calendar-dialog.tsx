import { MOST_DATES } from '@annals/contracts';
import { Checkbox, Group, Modal, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type AnyCalendar, changeCalendar, defineCalendar } from '../../api/calendars';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { SubmitOrCancel, DialogFields } from '../../components/facts';
import { InlineError } from '../../components/failure';
import { toast } from '../../components/toasts';
import { HolidayFields } from './holiday-fields';
import { datesIn, withDates } from './words';

interface Props {
  /** Of one that is there. */
  calendar?: AnyCalendar;
  opened: boolean;
  close: () => void;
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** A calendar is defined, or set anew. */
export function CalendarDialog({ opened, ...rest }: Props) {
  const { calendar, close } = rest;
  const title = calendar === undefined ? 'Define calendar' : `Change ${calendar.name}`;
  return (
    <Modal opened={opened} onClose={close} title={title} size={520}>
      {opened && <Form {...rest} />}
    </Modal>
  );
}

function Form({ calendar, close }: Omit<Props, 'opened'>) {
  const { organizationId } = useOrganization();
  const [name, setName] = useState(calendar?.name ?? '');
  const [off, setOff] = useState((calendar?.weekdays ?? [6, 7]).map(String));
  const [dates, setDates] = useState((calendar?.dates ?? []).join('\n'));
  const all = datesIn(dates);
  const tooMany = all.length > MOST_DATES;
  const command = useCommand(
    (said: { name: string; weekdays: number[]; dates: string[] }, key: string) =>
      calendar === undefined
        ? defineCalendar({ organizationId, ...said }, key)
        : changeCalendar({ organizationId, calendarId: calendar.calendarId, ...said }, key),
    {
      organizationId,
      onDone: () => {
        close();
        toast({ text: calendar === undefined ? 'Defined the calendar.' : `Changed ${calendar.name}.` });
      },
    },
  );
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void command.run({ name: name.trim(), weekdays: off.map(Number), dates: all });
      }}
    >
      <DialogFields>
        <TextInput
          label="Name"
          required
          data-autofocus
          maxLength={80}
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
          }}
        />
        <Checkbox.Group label="Days off" description="In the zone of each trigger" value={off} onChange={setOff}>
          <Group gap="md" mt={6}>
            {weekdays.map((label, index) => (
              <Checkbox key={label} value={String(index + 1)} label={label} />
            ))}
          </Group>
        </Checkbox.Group>
        <Textarea
          label="Dates off"
          description={`One on each line, as 2026-12-25; ${MOST_DATES} at most`}
          error={tooMany ? `These are ${all.length} dates` : undefined}
          autosize
          minRows={3}
          maxRows={10}
          value={dates}
          onChange={(event) => {
            setDates(event.currentTarget.value);
          }}
        />
        <HolidayFields
          have={all}
          add={(more) => {
            setDates(withDates(dates, more));
          }}
        />
        <InlineError error={command.error} />
      </DialogFields>
      <SubmitOrCancel pending={command.pending} disabled={name.trim() === '' || tooMany} close={close}>
        {calendar === undefined ? 'Define calendar' : 'Save calendar'}
      </SubmitOrCancel>
    </form>
  );
}
