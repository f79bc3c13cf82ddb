import { Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBolt, IconCalendarOff, IconHistory } from '@tabler/icons-react';
import { type AnyCalendar, removeCalendar } from '../../api/calendars';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { Confirm } from '../../components/confirm';
import { RowMenu } from '../../components/row-menu';
import { toast } from '../../components/toasts';
import { plural } from '../../format/words';
import { CalendarDialog } from './calendar-dialog';

/** What may be done about a calendar. */
export function CalendarMenu({ calendar }: { calendar: AnyCalendar }) {
  const { organizationId } = useOrganization();
  const { calendarId, name, triggers } = calendar;
  const [changing, change] = useDisclosure(false);
  const [removing, remove] = useDisclosure(false);
  const command = useCommand(
    (said: { reason?: string }, key: string) => removeCalendar({ organizationId, calendarId, ...said }, key),
    {
      organizationId,
      onDone: () => {
        remove.close();
        toast({ text: `Removed ${name}.` });
      },
    },
  );
  return (
    <>
      <RowMenu of={name}>
        <Menu.Item onClick={change.open}>Change…</Menu.Item>
        <Menu.Item onClick={remove.open}>Remove…</Menu.Item>
      </RowMenu>
      <CalendarDialog calendar={calendar} opened={changing} close={change.close} />
      <Confirm
        opened={removing}
        title={`Remove ${name}?`}
        consequences={[
          { icon: IconCalendarOff, tone: 'bad', text: 'No trigger can go by it any more.' },
          ...(triggers > 0
            ? [{ icon: IconBolt, text: `Used by ${plural(triggers, 'trigger')}: take it out of them first.` }]
            : []),
          { icon: IconHistory, text: 'What was skipped because of it stays in the history.' },
        ]}
        afterwards="It cannot be taken back: another one has to be defined."
        keep="Keep it"
        act={`Remove ${name}`}
        askReason
        ready={triggers === 0}
        pending={command.pending}
        pendingWord="Removing…"
        error={command.error}
        onAct={(said) => void command.run(said)}
        onClose={() => {
          command.reset();
          remove.close();
        }}
      />
    </>
  );
}
