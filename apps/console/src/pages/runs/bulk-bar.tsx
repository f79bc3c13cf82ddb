import { type BulkAct, bulkAct } from '@annals/contracts';
import { Button } from '@mantine/core';
import { count } from '../../format/words';
import { actWords } from './bulk-words';
import classes from './runs.module.css';

interface Props {
  chosen: number;
  /** Of all that match, also on other pages. */
  all: boolean;
  chooseAll: () => void;
  ask: (act: BulkAct) => void;
  clear: () => void;
}

/** What can be done to the runs that are chosen, or to all that match. */
export function BulkBar({ chosen, all, chooseAll, ask, clear }: Props) {
  return (
    <div className={classes.chosen} role="group" aria-label="Chosen runs">
      <b role="status">{all ? 'All that match are selected' : `${count(chosen)} selected`}</b>
      {!all && (
        <Button variant="subtle" onClick={chooseAll}>
          Select all that match
        </Button>
      )}
      {bulkAct.options.map((act) => (
        <Button
          key={act}
          variant="default"
          onClick={() => {
            ask(act);
          }}
        >
          {actWords[act].bar}
        </Button>
      ))}
      <Button variant="subtle" onClick={clear}>
        Clear
      </Button>
    </div>
  );
}
