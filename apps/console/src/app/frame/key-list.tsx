import { Modal } from '@mantine/core';
import { pages } from './pages';
import classes from './key-list.module.css';
import side from './sidebar.module.css';

const keys: readonly (readonly [string, string])[] = [
  ['Ctrl K', 'Search or jump to anything'],
  ['/', 'Search in the list'],
  ['J and K', 'Next and previous row'],
  ['Enter', 'Open the row'],
  ['N', 'New: the main act of the page'],
  ['T', 'See another moment'],
  ['[ and ]', 'In the past: the event before and after'],
  ['Esc', 'Close, or back to now'],
  ['?', 'This list'],
  ...pages.map((page) => [`G then ${page.key.toUpperCase()}`, `Go to ${page.name}`] as const),
];

/** The list of keys. */
export function KeyList({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Modal opened={opened} onClose={close} title="Keys" size={440}>
      <dl className={classes.keys}>
        {keys.map(([key, what]) => (
          <div key={key} className={classes.row}>
            <dt>
              <kbd className={side.kbd}>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p className={classes.note}>They are off while you type.</p>
    </Modal>
  );
}
