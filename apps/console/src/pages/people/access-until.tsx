import { Checkbox, TextInput } from '@mantine/core';
import { useNow } from '../../components/when';
import { date as day, dayIn } from '../../format/time';
import classes from './people.module.css';

/** So long before it ends it is said louder. */
const SOON = 14 * 86_400_000;

/** When somebody's access ends by itself. */
export function AccessUntil({ at }: { at: string | null }) {
  const now = useNow();
  if (at === null) return <span>no end</span>;
  const left = Date.parse(at) - now;
  return (
    <time dateTime={at} className={left < SOON ? classes.soon : undefined}>
      {left < 0 ? 'ended' : 'until'} {day(at)}
    </time>
  );
}

interface FieldProps {
  /** As a date field has it; null: no end. */
  value: string | null;
  onChange: (value: string | null) => void;
}

/** Asks when the access of an external ends. */
export function AccessUntilField({ value, onChange }: FieldProps) {
  return (
    <div className={classes.until}>
      <TextInput
        type="date"
        label="Access until"
        description="The last day (UTC). Their membership then ends by itself."
        min={dayIn(0)}
        max={dayIn(3 * 365)}
        disabled={value === null}
        value={value ?? ''}
        onChange={(event) => {
          onChange(event.currentTarget.value);
        }}
      />
      <Checkbox
        label="No end"
        checked={value === null}
        onChange={(event) => {
          onChange(event.currentTarget.checked ? null : dayIn(90));
        }}
      />
    </div>
  );
}
