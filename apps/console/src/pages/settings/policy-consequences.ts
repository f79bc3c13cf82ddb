import {
  allowedUnder,
  type PoliciesInForce,
  type PolicyName,
  permissions,
  systemRole,
  systemRoles,
  type SystemRole,
} from '@annals/contracts';
import { inSentence, list, plural } from '../../format/words';

/** A policy that is switched, and to what. */
export interface Switched {
  readonly name: PolicyName;
  readonly to: boolean;
}

/** Who holds a built-in role, as far as the reader may see it. */
export type Holders = Readonly<Partial<Record<SystemRole, { readonly name: string; readonly members: number }>>>;

/** What else a policy means than what a role allows, switched on and off. */
const beside: Readonly<Partial<Record<PolicyName, readonly [on: string, off: string]>>> = {
  customRoles: ['Who manages roles can make some.', 'Those that there are go on; no other one is made.'],
  workspaceRoles: [
    'What somebody is in a workspace counts there, beside their roles here.',
    'What somebody was made in a workspace counts no more; it is kept, and counts again when this is switched on.',
  ],
  workspaceOwnersMayInvite: [
    'Who owns a workspace may bring externals into it, and into no other.',
    'Invitations that are open stay; others need who manages invitations.',
  ],
  discoverable: [
    'Whoever has its address sees what it is called, and may ask to join. You answer each.',
    'Nobody finds it any more; requests that are open stay.',
  ],
  knowledgeByMeaning: [
    'Passages of all workspaces, and questions of bots and people, are sent to the service that the operator named. Bots then also find what says the same in other words.',
    'Nothing more is sent, and what the service said of them is deleted here. Bots find by words alone.',
  ],
  ownDomainsOnly: [
    'Whoever has another address is refused, also with an invitation that is open.',
    'Any address can be invited.',
  ],
};

const allowed = (policies: PoliciesInForce, role: SystemRole): readonly string[] =>
  allowedUnder(policies, role) ?? systemRoles[role].permissions;

/** X1–X15: what switching a policy changes, line by line: for whom, how many they are, and what they may then. */
export function consequencesOf({ name, to }: Switched, policies: PoliciesInForce, holders: Holders): string[] {
  const after = { ...policies, [name]: to };
  const byRole = systemRole.options.flatMap((role) => {
    const [now, then] = [allowed(policies, role), allowed(after, role)];
    const words = (some: readonly string[], without: readonly string[]) =>
      Object.entries(permissions)
        .filter(([each]) => some.includes(each) && !without.includes(each))
        .map(([, each]) => inSentence(each));
    const [more, less] = [words(then, now), words(now, then)];
    const who = whoHold(role, holders);
    return [
      ...(more.length > 0 ? [`${who} may then also ${list(more)}.`] : []),
      ...(less.length > 0 ? [`${who} may no longer ${list(less)}.`] : []),
    ];
  });
  const [on, off] = beside[name] ?? [];
  const words = to ? on : off;
  return [...byRole, ...(words === undefined ? [] : [words]), ...seats(name, to, holders)];
}

function whoHold(role: SystemRole, holders: Holders): string {
  const held = holders[role];
  return held === undefined
    ? `Who is ${systemRoles[role].name}`
    : plural(held.members, `who is ${held.name}`, `who are ${held.name}`);
}

function seats(name: PolicyName, to: boolean, { external }: Holders): string[] {
  if (name !== 'externalsTakeSeats') return [];
  const many = external === undefined ? 'Externals' : plural(external.members, 'external', 'externals');
  return [to ? `${many} then take seats as everybody does.` : `${many} then take no seats.`];
}
