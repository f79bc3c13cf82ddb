import { CopyButton, Tooltip, UnstyledButton } from '@mantine/core';
import { IconCheck, IconChevronDown, IconChevronUp, IconLink, IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import classes from './side-panel.module.css';

/** Moving through a list with the panel open: where it stands, and how to go on. */
export interface PanelPlace {
  of: string;
  previous: (() => void) | undefined;
  next: (() => void) | undefined;
}

interface Props {
  label: string;
  place: PanelPlace;
  close: () => void;
  head: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
}

const IN_FRONT = '[aria-modal=true], [role=menu], [role=listbox]';
/** Something is before the panel, or was until this very key closed it: without motion it is gone at once. */
const isInFront = (target: EventTarget | null): boolean =>
  document.querySelector(IN_FRONT) !== null || (target instanceof Element && target.closest(IN_FRONT) !== null);

/** The docked panel of one row: fixed head and footer, own scroll; Esc closes it and the focus returns to its row. */
export function SidePanel({ label, place, close, head, children, footer }: Props) {
  const panel = useRef<HTMLElement>(null);
  const closing = useRef(close);
  useEffect(() => {
    closing.current = close;
  });
  useEffect(() => {
    if (window.matchMedia('(max-width: 1180px)').matches) panel.current?.focus();
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || isInFront(event.target)) return;
      closing.current();
    };
    window.addEventListener('keydown', pressed);
    return () => {
      window.removeEventListener('keydown', pressed);
      const row = document.querySelector<HTMLElement>('[data-row][data-open=true]');
      window.requestAnimationFrame(() => row?.focus());
    };
  }, []);
  return (
    <aside className={classes.panel} aria-label={label} ref={panel} tabIndex={-1} data-panel>
      <header className={classes.head}>
        <div className={classes.tools}>
          <UnstyledButton
            className={classes.tool}
            aria-label="Previous"
            disabled={place.previous === undefined}
            onClick={place.previous}
          >
            <IconChevronUp size={17} stroke={1.7} aria-hidden />
          </UnstyledButton>
          <UnstyledButton
            className={classes.tool}
            aria-label="Next"
            disabled={place.next === undefined}
            onClick={place.next}
          >
            <IconChevronDown size={17} stroke={1.7} aria-hidden />
          </UnstyledButton>
          <span className={classes.place}>{place.of}</span>
          <CopyButton value={window.location.href}>
            {({ copied, copy }) => (
              <Tooltip label={copied ? 'Copied' : 'Copy the link'}>
                <UnstyledButton className={classes.tool} aria-label="Copy the link to this" onClick={copy}>
                  {copied ? (
                    <IconCheck size={16} stroke={1.7} aria-hidden />
                  ) : (
                    <IconLink size={16} stroke={1.7} aria-hidden />
                  )}
                </UnstyledButton>
              </Tooltip>
            )}
          </CopyButton>
          <UnstyledButton className={classes.tool} aria-label="Close" onClick={close}>
            <IconX size={17} stroke={1.7} aria-hidden />
          </UnstyledButton>
        </div>
        {head}
      </header>
      <div className={classes.scroll} tabIndex={0} role="region" aria-label="Details">
        {children}
      </div>
      {footer !== undefined && <footer className={classes.footer}>{footer}</footer>}
    </aside>
  );
}
