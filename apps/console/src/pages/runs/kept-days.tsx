import { runsKeptDays } from '@annals/contracts';
import { Button, NumberInput } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useState } from 'react';
import { plural } from '../../format/words';
import classes from './kept-days.module.css';

interface Props {
  /** The id of what names it. */
  labelledBy: string;
  days: number | null;
  /** What holds where nothing is said. */
  otherwise: string;
  mayChange: boolean;
  pending: boolean;
  save: (days: number | null) => Promise<unknown>;
}

/** W23: for how many days runs are seen. What a shorter time hides is said before it is so. */
export function KeptDays({ labelledBy, days, otherwise, mayChange, pending, save }: Props) {
  const [typed, setTyped] = useState<number | string>(days ?? '');
  const [asks, setAsks] = useState(false);
  const asked = runsKeptDays.safeParse(typed === '' ? null : typed).data;
  return (
    <div className={classes.kept}>
      <span className={classes.number}>
        <NumberInput
          aria-labelledby={labelledBy}
          placeholder={otherwise}
          suffix=" days"
          min={7}
          max={3650}
          allowDecimal={false}
          hideControls
          readOnly={!mayChange}
          value={typed}
          onChange={(value) => {
            setTyped(value);
            setAsks(false);
          }}
        />
        {mayChange && !asks && (
          <Button
            variant="default"
            disabled={asked === undefined || asked === days}
            onClick={() => {
              setAsks(true);
            }}
          >
            Save…
          </Button>
        )}
      </span>
      {asks && asked !== undefined && (
        <div className={classes.asked} role="group" aria-label="What it means">
          <ul aria-live="polite">
            {consequences(asked, otherwise).map((line) => (
              <li key={line}>
                <IconArrowRight size={16} stroke={1.7} aria-hidden />
                {line}
              </li>
            ))}
          </ul>
          <span className={classes.number}>
            <Button
              loading={pending}
              onClick={() =>
                void save(asked).then(() => {
                  setAsks(false);
                })
              }
            >
              {asked === null ? 'Show runs so long' : `Hide after ${plural(asked, 'day')}`}
            </Button>
            <Button
              variant="default"
              data-autofocus
              onClick={() => {
                setTyped(days ?? '');
                setAsks(false);
              }}
            >
              Keep as it is
            </Button>
          </span>
        </div>
      )}
    </div>
  );
}

const consequences = (days: number | null, otherwise: string): readonly string[] =>
  days === null
    ? [`Runs are then seen: ${otherwise.toLowerCase()}. What was hidden shows again.`]
    : [
        `Runs that were asked for more than ${plural(days, 'day')} ago are then in no list, figure or file.`,
        'They stay in the history: the audit log and proofs have them, and a longer time shows them again.',
      ];
