/** What a key means on a page of an organization. */
export type KeyAction =
  | { do: 'palette' | 'search' | 'help' | 'next' | 'previous' | 'new' | 'clock' | 'before' | 'after' | 'now' }
  | { do: 'go'; key: string }
  | { do: 'wait' };

interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/**
 * The meaning of a pressed key, or undefined.
 * @param afterG whether G was pressed just before
 * @param typing whether the reader is in a field: then only Ctrl K means something
 */
export function keyAction(pressed: Pressed, afterG: boolean, typing: boolean): KeyAction | undefined {
  const key = pressed.key.toLowerCase();
  if ((pressed.ctrlKey || pressed.metaKey) && key === 'k' && !pressed.altKey) return { do: 'palette' };
  if (typing || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return undefined;
  if (afterG) return /^[a-z]$/.test(key) ? { do: 'go', key } : undefined;
  return single[key];
}

const single: Readonly<Record<string, KeyAction>> = {
  g: { do: 'wait' },
  '/': { do: 'search' },
  '?': { do: 'help' },
  j: { do: 'next' },
  k: { do: 'previous' },
  n: { do: 'new' },
  t: { do: 'clock' },
  '[': { do: 'before' },
  ']': { do: 'after' },
  escape: { do: 'now' },
};
