import { Modal, VisuallyHidden } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import {
  IconArrowDown,
  IconArrowRight,
  IconArrowUp,
  IconBolt,
  IconBuilding,
  IconCornerDownLeft,
  IconHistory,
  IconRobot,
  IconSearch,
  IconUser,
} from '@tabler/icons-react';
import { Fragment, type KeyboardEvent, useEffect, useState } from 'react';
import classes from './palette.module.css';
import { type PaletteItem, paletteItems } from './palette-items';
import side from './sidebar.module.css';
import { usePaletteSource } from './use-palette';
import { useSignOut } from './use-sign-out';

const icons = {
  Pages: IconArrowRight,
  Bots: IconRobot,
  People: IconUser,
  Do: IconBolt,
  History: IconHistory,
  Organizations: IconBuilding,
};

/** Ctrl K: everything by name. */
export function Palette({ opened, close, help }: { opened: boolean; close: () => void; help: () => void }) {
  return (
    <Modal.Root opened={opened} onClose={close} size={620} yOffset={120} centered={false}>
      <Modal.Overlay />
      <Modal.Content aria-label="Search or jump to">
        <Modal.Body className={classes.body}>{opened && <Finder close={close} help={help} />}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function Finder({ close, help }: { close: () => void; help: () => void }) {
  const navigate = useNavigate();
  const signOut = useSignOut();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const items = paletteItems(text, usePaletteSource(true));
  const chosen = items[Math.min(at, items.length - 1)];
  const open = (item: PaletteItem, newTab: boolean) => {
    if ('path' in item.open && newTab) {
      window.open(item.open.path, '_blank', 'noopener');
      return;
    }
    close();
    if ('path' in item.open) void navigate({ href: item.open.path });
    else if ('does' in item.open) item.open.does();
    else if (item.open.act === 'keys') help();
    else void signOut.run({});
  };
  const pressed = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && items.length > 0) {
      event.preventDefault();
      setAt((before) => (Math.min(before, items.length - 1) + step + items.length) % items.length);
    }
    if (event.key === 'Enter' && chosen !== undefined) {
      event.preventDefault();
      open(chosen, event.ctrlKey || event.metaKey);
    }
  };
  useEffect(() => {
    if (chosen !== undefined) document.getElementById(chosen.id)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <>
      <div className={classes.field}>
        <IconSearch size={18} stroke={1.7} aria-hidden />
        <input
          data-autofocus
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant={chosen?.id}
          aria-autocomplete="list"
          aria-label="Search or jump to"
          placeholder="Search or jump to"
          value={text}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={pressed}
        />
        <kbd className={side.kbd}>Esc</kbd>
      </div>
      <div id="palette-list" role="listbox" aria-label="Found" className={classes.list}>
        {items.map((item, index) => {
          const Icon = icons[item.group];
          return (
            <Fragment key={item.id}>
              {items[index - 1]?.group !== item.group && (
                <p role="presentation" className={classes.group}>
                  {item.group}
                </p>
              )}
              <div
                id={item.id}
                role="option"
                aria-selected={item === chosen}
                className={classes.item}
                onClick={(event) => {
                  open(item, event.ctrlKey || event.metaKey);
                }}
                onMouseMove={() => {
                  if (item !== chosen) setAt(index);
                }}
              >
                <Icon size={16} stroke={1.7} aria-hidden />
                <b>{item.label}</b>
                <span>{item.hint}</span>
              </div>
            </Fragment>
          );
        })}
      </div>
      {items.length === 0 && <p className={classes.empty}>Nothing of that name.</p>}
      <VisuallyHidden role="status">{`${items.length} found`}</VisuallyHidden>
      <footer className={classes.foot}>
        <span>
          <kbd className={side.kbd}>
            <IconArrowUp size={12} aria-label="Up" />
          </kbd>{' '}
          <kbd className={side.kbd}>
            <IconArrowDown size={12} aria-label="Down" />
          </kbd>{' '}
          move
        </span>
        <span>
          <kbd className={side.kbd}>
            <IconCornerDownLeft size={12} aria-label="Enter" />
          </kbd>{' '}
          open
        </span>
        <span className={classes.tab}>
          <kbd className={side.kbd}>Ctrl</kbd>{' '}
          <kbd className={side.kbd}>
            <IconCornerDownLeft size={12} aria-label="Enter" />
          </kbd>{' '}
          new tab
        </span>
        <span className={classes.hint}>
          Type <kbd className={side.kbd}>#</kbd> for an entry, <kbd className={side.kbd}>@</kbd> for a person
        </span>
      </footer>
    </>
  );
}
