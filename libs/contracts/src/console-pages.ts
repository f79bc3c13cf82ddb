/**
 * First steps of the addresses at which the console has a page; the api serves it there and answers 404 everywhere
 * else.
 */
export const consolePages = [
  '',
  'sign-in',
  'sign-up',
  'verify',
  'forgot',
  'reset',
  'invitation',
  'share',
  'organizations',
  'new-organization',
  'former-member',
  'account',
  'o',
] as const;

/** Whether a path is one of the console's. */
export function isConsolePage(path: string): boolean {
  const first = path.split('/')[1] ?? '';
  return consolePages.some((page) => page === first) && !/\.[^/]*$/.test(path);
}
