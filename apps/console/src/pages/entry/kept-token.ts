const key = 'annals.invitation';

/**
 * Keeps the secret of an invitation in this tab while its reader signs in. It must not go into an address: what stands
 * before the # reaches the server, its logs and whatever the next page tells others about where its reader came from.
 */
export const keepToken = (token: string, storage: Pick<Storage, 'setItem'> = window.sessionStorage): void => {
  storage.setItem(key, token);
};

/** The secret that was kept, once. */
export function takeToken(storage: Pick<Storage, 'getItem' | 'removeItem'> = window.sessionStorage): string {
  const token = storage.getItem(key) ?? '';
  storage.removeItem(key);
  return token;
}
