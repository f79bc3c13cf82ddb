import { organizationName } from '@annals/contracts';

const unnamed = 'My organization';

/**
 * A9: an organization that comes with a sign-up is called like the address in front of the `@`, without its `+tag`
 * (`john+shop@acme.com` → `john`), at most 80 characters; where that leaves no good name, `My organization`.
 */
export function nameFromEmail(email: string): string {
  const local = email.slice(0, Math.max(email.lastIndexOf('@'), 0));
  const untagged = local.split('+')[0] ?? '';
  const short = [...untagged.trim()].slice(0, 80).join('');
  return organizationName.safeParse(short).data ?? unnamed;
}
