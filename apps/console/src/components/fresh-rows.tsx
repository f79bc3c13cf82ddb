import { UnstyledButton } from '@mantine/core';
import classes from './fresh-rows.module.css';

/** "4 new runs" above the head of a list. */
export function FreshRows({ words, show }: { words: string; show: () => void }) {
  return (
    <div role="status" className={classes.line}>
      <UnstyledButton className={classes.button} onClick={show}>
        {words}
      </UnstyledButton>
    </div>
  );
}
