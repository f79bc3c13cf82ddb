/** What the secret in an address is of. */
type Of = 'invitation' | 'share-link';
const keyOf = (of: Of): string => `annals.${of}`;

/**
 * Keeps the secret of an invitation or a link in this tab while its reader signs in. It must not go into an address:
 * what stands before the # reaches the server, its logs and whatever the next page tells others about where its reader
 * came from.
 */
export const keepToken = (of: Of, token: string, storage: Pick<Storage, 'setItem'> = window.sessionStorage): void => {
  storage.setItem(keyOf(of), token);
};

/** The secret that was kept, once. */
export function takeToken(of: Of, storage: Pick<Storage, 'getItem' | 'removeItem'> = window.sessionStorage): string {
  const token = storage.getItem(keyOf(of)) ?? '';
  storage.removeItem(keyOf(of));
  return token;
}
