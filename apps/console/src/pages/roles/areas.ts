import { permissions, peoplesPermissions, type Permission } from '@annals/contracts';

/** What a permission is about, by the word that it begins with; of any other it is that word. */
const areas: Readonly<Record<string, string>> = {
  org: 'Organization',
  members: 'People',
  invitations: 'People',
  join_requests: 'People',
  roles: 'Roles',
  effective_access: 'Roles',
  bots: 'Bots and runs',
  runs: 'Bots and runs',
  triggers: 'Bots and runs',
  api_keys: 'API keys',
  audit: 'History',
};

/** Permissions that belong together, in the order of the catalogue. */
export interface Area {
  readonly name: string;
  readonly permissions: readonly Permission[];
}

function areaOf(permission: Permission): string {
  const [word = ''] = permission.split(/[.:]/);
  const words = areas[word] ?? word.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What people may be allowed, by area. @param search what the words or the name of a permission have in them */
export function areasOf(search = '', all: readonly Permission[] = peoplesPermissions): readonly Area[] {
  const wanted = search.trim().toLowerCase();
  const found = all.filter((each) => `${permissions[each]} ${each}`.toLowerCase().includes(wanted));
  const names = [...new Set(found.map(areaOf))];
  return names.map((name) => ({ name, permissions: found.filter((each) => areaOf(each) === name) }));
}
