import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { keyAction, type KeyAction } from './keys';
import { pages } from './pages';

interface Handlers {
  organizationId: string;
  palette: () => void;
  help: () => void;
}

/**
 * The keys of the console: listens while the frame is shown. Tables and search fields take part by `data-row`,
 * `data-search` and `data-new`.
 */
export function useKeys({ organizationId, palette, help }: Handlers): void {
  const navigate = useNavigate();
  const g = useRef(0);
  useEffect(() => {
    const act = (action: KeyAction) => {
      if (action.do === 'palette') palette();
      if (action.do === 'help') help();
      if (action.do === 'wait') g.current = Date.now();
      if (action.do === 'search') document.querySelector<HTMLInputElement>('[data-search]')?.focus();
      if (action.do === 'new') document.querySelector<HTMLElement>('[data-new]')?.click();
      if (action.do === 'clock' || action.do === 'before' || action.do === 'after' || action.do === 'now')
        document.querySelector<HTMLElement>(`[data-time=${action.do}]`)?.click();
      if (action.do === 'next') moveRow(1);
      if (action.do === 'previous') moveRow(-1);
      if (action.do === 'go') {
        const page = pages.find((each) => each.key === action.key);
        if (page !== undefined) void navigate({ to: page.to, params: { organizationId } });
      }
    };
    const pressed = (event: KeyboardEvent) => {
      if (
        event.defaultPrevented ||
        document.querySelector('[role=dialog][data-modal-content], [role=dialog][aria-modal=true]') !== null
      )
        return;
      const action = keyAction(event, Date.now() - g.current < 1500, isField(event.target));
      g.current = 0;
      if (action === undefined || (action.do === 'now' && !mayReturn())) return;
      event.preventDefault();
      act(action);
    };
    window.addEventListener('keydown', pressed);
    return () => {
      window.removeEventListener('keydown', pressed);
    };
  }, [navigate, organizationId, palette, help]);
}

/** Escape also closes panels and what is open above the page, which is theirs to do. */
const mayReturn = (): boolean =>
  document.querySelector('[data-panel], [role=dialog]') === null && document.querySelector('[data-time=now]') !== null;

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/** Moves to the next row; with a panel open, opens it too. */
function moveRow(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  const from = rows.findIndex((row) => row === document.activeElement || row.dataset.open === 'true');
  const next = from === -1 ? rows[0] : rows[from + step];
  next?.focus();
  if (document.querySelector('[data-panel]') !== null) next?.click();
}
