import { Radio } from '@mantine/core';
import type { BotsGoTo as Choice } from '../api/organization';
import { plural } from '../format/words';
import classes from './bots-go-to.module.css';
import { SuccessorChoice } from './successor-choice';

interface Props {
  /** Of the first of them; `total` says how many there are. */
  names: readonly string[];
  total: number;
  /** Who is going. */
  personId: string;
  /** undefined: nothing is chosen yet. */
  chosen: Choice | undefined;
  onChange: (chosen: Choice | undefined) => void;
}

const NAMED = 5;

/** Where somebody's bots go who goes: to another member, or they are held. */
export function BotsGoTo({ names, total, personId, chosen, onChange }: Props) {
  const more = total - Math.min(names.length, NAMED);
  return (
    <Radio.Group
      label={`What becomes of ${plural(total, 'bot', 'bots')}?`}
      description={[names.slice(0, NAMED).join(', '), more > 0 ? `and ${String(more)} more` : ''].join(' ')}
      value={chosen === undefined ? '' : chosen === null ? 'hold' : 'give'}
      onChange={(value) => {
        onChange(value === 'hold' ? null : '');
      }}
    >
      <div className={classes.choices}>
        <Radio value="give" label="Give them to somebody" />
        {typeof chosen === 'string' && (
          <SuccessorChoice
            label="New owner"
            except={personId}
            chosen={chosen === '' ? null : chosen}
            onChange={(heir) => {
              onChange(heir ?? '');
            }}
          />
        )}
        <Radio value="hold" label="Hold them: disabled until somebody takes them" />
      </div>
    </Radio.Group>
  );
}
