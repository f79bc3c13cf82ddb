import { Checkbox, Group, NativeSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { calendarsQuery } from '../../api/calendars';
import { useOrganization } from '../../app/frame/frame-context';
import { zonesWith } from '../../components/place-fields';
import { type Draft, rhythms, type Rhythm } from './settings';
import classes from './triggers.module.css';

export interface FieldProps {
  draft: Draft;
  set: (next: Partial<Draft>) => void;
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const ofWeek = weekdays.map((label, index) => ({ value: String((index + 1) % 7), label }));
const ofMonth = [
  ...Array.from({ length: 28 }, (_, n) => ({ value: String(n + 1), label: `day ${n + 1}` })),
  { value: 'L', label: 'last day' },
  { value: 'LW', label: 'last weekday' },
];

/** When a schedule fires: a sentence of choices, or cron. */
export function TimingFields({ draft, set }: FieldProps) {
  const { rhythm } = draft;
  const hasTime = rhythm !== 'minutes' && rhythm !== 'cron';
  return (
    <>
      <div className={classes.row}>
        <NativeSelect
          label="Every"
          data={[...rhythms]}
          value={rhythm}
          onChange={(event) => {
            set({ rhythm: event.currentTarget.value as Rhythm });
          }}
        />
        {rhythm === 'minutes' && <Minutes draft={draft} set={set} />}
        {rhythm === 'week' && (
          <NativeSelect
            label="on"
            data={ofWeek}
            value={draft.weekday}
            onChange={(event) => {
              set({ weekday: event.currentTarget.value });
            }}
          />
        )}
        {rhythm === 'month' && (
          <NativeSelect
            label="on"
            data={ofMonth}
            value={draft.day}
            onChange={(event) => {
              set({ day: event.currentTarget.value });
            }}
          />
        )}
        {hasTime && (
          <TextInput
            type="time"
            label="at"
            value={draft.time}
            onChange={(event) => {
              set({ time: event.currentTarget.value });
            }}
          />
        )}
        {rhythm === 'cron' && (
          <TextInput
            label="Cron"
            description="Minute, hour, day of month, month, day of week"
            value={draft.cron}
            onChange={(event) => {
              set({ cron: event.currentTarget.value });
            }}
          />
        )}
        {rhythm !== 'minutes' && (
          <Select
            label="in"
            className={classes.grow}
            searchable
            allowDeselect={false}
            data={zonesWith(draft.zone)}
            value={draft.zone}
            onChange={(zone) => {
              set({ zone: zone ?? 'UTC' });
            }}
          />
        )}
      </div>
      <CalendarField draft={draft} set={set} />
      <DaysOff draft={draft} set={set} />
    </>
  );
}

function Minutes({ draft, set }: FieldProps) {
  return (
    <NumberInput
      label="Minutes"
      min={1}
      max={525_600}
      allowDecimal={false}
      value={draft.minutes}
      onChange={(minutes) => {
        set({ minutes: Number(minutes) });
      }}
    />
  );
}

/** Days off that the organization has a name for. */
function CalendarField({ draft, set }: FieldProps) {
  const { organizationId } = useOrganization();
  const all = useQuery(calendarsQuery(organizationId)).data?.items ?? [];
  if (all.length === 0) return null;
  return (
    <NativeSelect
      label="Calendar"
      description="On its days off it does not fire."
      value={draft.calendar}
      data={[{ value: '', label: 'None' }, ...all.map(({ calendarId, name }) => ({ value: calendarId, label: name }))]}
      onChange={(event) => {
        set({ calendar: event.currentTarget.value });
      }}
    />
  );
}

function DaysOff({ draft, set }: FieldProps) {
  return (
    <>
      <Checkbox.Group
        label="Days off"
        description="A due time on one of them is written down as skipped."
        value={draft.daysOff}
        onChange={(daysOff) => {
          set({ daysOff });
        }}
      >
        <Group gap="md" mt={6}>
          {weekdays.map((label, index) => (
            <Checkbox key={label} value={String(index + 1)} label={label} />
          ))}
        </Group>
      </Checkbox.Group>
      <Textarea
        label="Single days off"
        description="One on each line, as 2026-12-25"
        autosize
        maxRows={6}
        value={draft.datesOff}
        onChange={(event) => {
          set({ datesOff: event.currentTarget.value });
        }}
      />
    </>
  );
}
