import { Menu, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconCheck, IconChevronDown, IconSearch, IconX } from '@tabler/icons-react';
import { Children, type ReactNode, useEffect, useState } from 'react';
import { count } from '../format/words';
import classes from './toolbar.module.css';

/** More than these have a line of their own where it is narrow. */
const MANY_FILTERS = 4;

/** Search and filters at the left, what else there is at the right. */
export function Toolbar({ children, end }: { children: ReactNode; end?: ReactNode }) {
  return (
    <div className={classes.bar} data-many={Children.count(children) > MANY_FILTERS || undefined}>
      <div className={classes.start} role="search">
        {children}
      </div>
      {end}
    </div>
  );
}

interface SearchProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Says of a text that it is too short to look for. */
  tooShort?: (value: string) => string | undefined;
}

/** A search field that writes to the URL when typing pauses; `/` leads to it. It waits while a text is too short. */
export function SearchField({ label, value, onChange, tooShort }: SearchProps) {
  const [text, setText] = useState(value);
  useEffect(() => {
    setText(value);
  }, [value]);
  const short = tooShort?.(text.trim());
  const tell = useDebouncedCallback((typed: string) => {
    if (tooShort?.(typed) === undefined) onChange(typed);
  }, 250);
  return (
    <TextInput
      className={classes.search}
      aria-label={label}
      placeholder={label}
      data-search
      value={text}
      leftSection={<IconSearch size={15} stroke={1.7} aria-hidden />}
      rightSectionWidth={short === undefined ? undefined : 'auto'}
      rightSection={
        short === undefined ? (
          <kbd className={classes.key} aria-hidden>
            /
          </kbd>
        ) : (
          <span className={classes.short} role="status">
            {short}
          </span>
        )
      }
      onChange={(event) => {
        setText(event.currentTarget.value);
        tell(event.currentTarget.value.trim());
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.preventDefault();
          event.currentTarget.blur();
        }
      }}
    />
  );
}

interface FilterProps<Value extends string> {
  label: string;
  value: Value | undefined;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value | undefined) => void;
}

/** From so many choices on, they are found by typing; so many are shown at once. */
const MANY = 8;
const SHOWN = 100;

/** A filter: shows its value and can be taken off when it is set. */
export function Filter<Value extends string>({ label, value, options, onChange }: FilterProps<Value>) {
  const chosen = value === undefined ? undefined : (options.find((option) => option.value === value)?.label ?? value);
  const [text, setText] = useState('');
  const found = options.filter((option) => option.label.toLowerCase().includes(text.trim().toLowerCase()));
  return (
    <div className={classes.chip} data-set={chosen !== undefined || undefined}>
      <Menu
        onClose={() => {
          setText('');
        }}
      >
        <Menu.Target>
          <UnstyledButton className={classes.choose}>
            {label}
            {chosen === undefined ? <IconChevronDown size={14} stroke={1.7} aria-hidden /> : <b>{chosen}</b>}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown mah={320} className={classes.options}>
          {options.length > MANY && (
            <TextInput
              aria-label={`Find in ${label}`}
              placeholder="Find"
              value={text}
              className={classes.find}
              data-autofocus
              onChange={(event) => {
                setText(event.currentTarget.value);
              }}
              onKeyDown={(event) => {
                if (event.key !== 'Escape' && event.key !== 'Tab' && !event.key.startsWith('Arrow'))
                  event.stopPropagation();
              }}
            />
          )}
          {found.slice(0, SHOWN).map((option) => (
            <Menu.Item
              key={option.value}
              rightSection={option.value === value ? <IconCheck size={14} aria-label="chosen" /> : null}
              onClick={() => {
                onChange(option.value);
              }}
            >
              {option.label}
            </Menu.Item>
          ))}
          {found.length === 0 && (
            <Menu.Item disabled>{options.length === 0 ? 'None yet' : 'None is like that'}</Menu.Item>
          )}
          {found.length > SHOWN && (
            <Menu.Item disabled>{`${count(found.length - SHOWN)} more: type to find`}</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {chosen !== undefined && (
        <UnstyledButton
          className={classes.off}
          aria-label={`Take off the filter ${label}`}
          onClick={() => {
            onChange(undefined);
          }}
        >
          <IconX size={14} stroke={1.7} aria-hidden />
        </UnstyledButton>
      )}
    </div>
  );
}

interface PagerProps {
  newer: (() => void) | undefined;
  older: (() => void) | undefined;
  /** What the buttons say, of a list that is not sorted by time. */
  words?: readonly [newer: string, older: string];
  /** Its name among others of the same page. */
  label?: string;
  children?: ReactNode;
}

/** Newer and older pages of a list. */
export function Pager({ newer, older, words = ['Newer', 'Older'], label = 'Pages of the list', children }: PagerProps) {
  if (newer === undefined && older === undefined && children === undefined) return null;
  return (
    <nav className={classes.pager} aria-label={label}>
      <span>{children}</span>
      {(newer !== undefined || older !== undefined) && (
        <>
          <UnstyledButton className={classes.turn} disabled={newer === undefined} onClick={newer}>
            {words[0]}
          </UnstyledButton>
          <UnstyledButton className={classes.turn} disabled={older === undefined} onClick={older}>
            {words[1]}
          </UnstyledButton>
        </>
      )}
    </nav>
  );
}
