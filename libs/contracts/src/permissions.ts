import { z } from 'zod';

/**
 * Every permission, with what it lets a person do. The guard, the role editor, the console's buttons and the docs read
 * this table (domain.md §5).
 */
export const permissions = {
  'org:read': 'See the organization',
  'org.info:write': 'Change name, address, logo, place and language of the organization',
  'org:transfer_ownership': 'Offer the organization to somebody else',
  'org:pause': 'Pause the organization, and let it go on',
  'org:emergency_stop': 'Stop all runs of the organization at once, and let them start again',
  'org.policy:read': 'See the policies of the organization',
  'org.policy:write': 'Change policies of the organization',
  'org:delete': 'Delete the organization, and take that back',
  'org.info:read': 'See what the organization says about itself for internal use',
  'org.billing_address:read': 'See the billing address',
  'org.billing_address:write': 'Set the billing address',
  'org.phone:read': 'See phone numbers of the organization',
  'org.phone:manage': 'Add, verify and change phone numbers of the organization',
  'security:read': 'See domains of the organization',
  'security:write': 'Add, verify and remove domains, and say who may join by them',
  'members:read': 'See members and their roles',
  'members.email:read': 'See e-mail addresses of members',
  'members.belongings:read': 'See what members own: their bots, and the keys that they issued',
  'invitations:manage': 'Invite people, send invitations again, revoke them',
  'join_requests:decide': 'Let people in who ask to belong, or turn them down',
  'members.roles:change': 'Change roles of members',
  'members:suspend': 'Suspend and reinstate members',
  'members:remove': 'Remove members',
  'members:leave': 'Leave the organization',
  'members.own_profile:write': 'Say what you are called here, and where you are written to',
  'roles:read': 'See roles and what they allow',
  'effective_access:read': 'See who may do what, and why',
  'roles.custom:manage': 'Make, change and retire roles of the organization',
  'workspaces:list_all': 'See workspaces',
  'workspaces:create': 'Make workspaces',
  'workspaces:edit': 'Rename workspaces, and change their settings and limits',
  'workspaces:archive': 'Archive and restore workspaces',
  'workspaces:delete': 'Delete archived workspaces',
  'workspaces.members:assign': 'Say who is in a workspace, and as what',
  'bots:read': 'See bots and their status',
  'bots:create': 'Register bots',
  'bots:toggle': 'Enable and disable bots',
  'bots:lock': 'Lock bots, so that nobody enables them, and unlock them',
  'bots:retire': 'Retire bots for good',
  'bots:emergency_stop': 'Stop all runs of a workspace or of a bot at once, and let them start again',
  'bots.owner:reassign': 'Give bots and triggers to another owner',
  'bots:share': 'Share bots, and answer who asks for access to them',
  'bots.access:request': 'Ask for access to bots, and take that back',
  'bots.catalogue:read': 'See all apps by name and owner, where the organization shows them',
  'bots:heartbeat': 'Report that a bot is alive',
  'runs:read': 'See runs',
  'runs.payload:read': 'See what runs were given, gave back and said',
  'runs:start': 'Start runs',
  'runs:control': 'Stop, kill and retry runs',
  'runs:bulk': 'Retry, stop and cancel many runs at once',
  'runs:export': 'Take the run history as a file',
  'runs:report': 'Report start, progress and end of runs',
  'triggers:read': 'See triggers, when they fire and what came of it',
  'triggers:create': 'Make, change and delete triggers',
  'triggers:toggle': 'Turn triggers on and off',
  'knowledge:read': 'See what bots may read, and search it',
  'knowledge:manage': 'Add, read again and remove what bots may read',
  'knowledge:share': 'Let all workspaces read a source of one',
  'knowledge:search': 'Ask for passages of what a bot may read',
  'api_keys:read': 'See API keys, without their secrets',
  'api_keys:manage': 'Issue and revoke API keys',
  'audit:read': 'Read the audit log',
  'audit:export': 'Take the audit log as a file',
  'audit.destinations:manage': 'Send the audit log on to other systems',
  'privacy:read': 'See who is to be erased, certificates of erasure and legal holds',
  'privacy:erase': 'Ask to erase people, and call that off',
  'privacy.erasure:approve': 'Approve that people are erased whom somebody else asked to erase',
  'privacy:own': 'Take what is known of oneself as a file, and have oneself erased',
  'legal_hold:manage': 'Place legal holds, which keep people from being erased, and lift them',
} as const;

export type Permission = keyof typeof permissions;
export const permission = z.enum(Object.keys(permissions) as [Permission, ...Permission[]]);

/** What a bot's own key may do: heartbeat, its runs, and what it may read; no role of a person holds these. */
export const botKeyPermissions: readonly Permission[] = ['bots:heartbeat', 'runs:report', 'knowledge:search'];

/** What people may hold by a role. */
export const peoplesPermissions: readonly Permission[] = permission.options.filter(
  (name) => !botKeyPermissions.includes(name),
);

/**
 * What gives or takes rights, or stops everybody, is done by people: on a key it would outlive them, as keys that issue keys or invite
 * members do.
 */
export const peopleOnlyPermissions: readonly Permission[] = [
  'org:pause',
  'org:emergency_stop',
  'org.policy:write',
  'security:write',
  'org:delete',
  'org:transfer_ownership',
  'invitations:manage',
  'join_requests:decide',
  'members.roles:change',
  'members:suspend',
  'members:remove',
  'members:leave',
  'members.own_profile:write',
  'roles.custom:manage',
  'workspaces.members:assign',
  'api_keys:manage',
  'bots.owner:reassign',
  'bots:share',
  'bots.access:request',
  'audit.destinations:manage',
  'privacy:erase',
  'privacy.erasure:approve',
  'privacy:own',
  'legal_hold:manage',
];

/** What a person may put on a key, as far as they may it themselves. */
export const personKeyPermissions: readonly Permission[] = peoplesPermissions.filter(
  (name) => !peopleOnlyPermissions.includes(name),
);
