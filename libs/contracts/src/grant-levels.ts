import { z } from 'zod';
import type { Permission } from './permissions';
import type { Role } from './roles';
import { inWords, meaningOf, word } from './words';

interface LevelDefinition {
  readonly name: string;
  readonly meaning: string;
  readonly permissions: readonly Permission[];
}

const runs: readonly Permission[] = ['bots:read', 'runs:read', 'runs:start'];
const edits: readonly Permission[] = [...runs, 'bots:create', 'runs.payload:read', 'triggers:read', 'triggers:create'];
const manages: readonly Permission[] = [
  ...edits,
  'bots:toggle',
  'bots:retire',
  'triggers:toggle',
  'runs:control',
  'bots:share',
];

/**
 * What somebody may do with one bot that was shared with them (domain.md §5.1, app grants): each level allows what the
 * one before it allows, and more.
 */
export const grantLevels = {
  run: { name: 'Can run', meaning: 'Starts runs and sees what came of them.', permissions: runs },
  edit: { name: 'Can edit', meaning: 'Also changes the bot and its triggers.', permissions: edits },
  manage: { name: 'Can manage', meaning: 'Also turns it on and off, shares and retires it.', permissions: manages },
} as const satisfies Record<string, LevelDefinition>;

export type GrantLevel = keyof typeof grantLevels;
/** As it is asked for, the least first. */
export const grantLevel = z.enum(Object.keys(grantLevels) as [GrantLevel, ...GrantLevel[]]);
/** As it is stored and answered: a newer release may know others, which allow nothing here. */
export const storedGrantLevel = word<string>(grantLevel.options);

/** What people read for it. */
export const grantLevelName = (level: string): string =>
  meaningOf<LevelDefinition>(grantLevels, level)?.name ?? inWords({}, level);

/** What the owner of a bot may do with it, where they see it (§5.1, App Owner): what they share, and give it away. */
const OWNS = 'owner';
const owns: readonly Permission[] = [...manages, 'bots.owner:reassign'];

/** Who belongs to somebody else changes bots at most (domain.md §5): whatever they hold, this is where it ends. */
export const isOnlyExternal = (roles: readonly Role[]): boolean =>
  roles.length > 0 && roles.every((role) => role === 'external');

/** What a level (or owning a bot) allows somebody with these roles; nothing where this release does not know it. */
export function permissionsOfGrant(level: string, roles: readonly Role[]): readonly Permission[] {
  const all = level === OWNS ? owns : (meaningOf<LevelDefinition>(grantLevels, level)?.permissions ?? []);
  return isOnlyExternal(roles) ? all.filter((name) => edits.includes(name)) : all;
}

/** What somebody may do with a run that they asked for, where they may start runs still. */
export const ownRunPermissions: readonly Permission[] = ['runs:control', 'runs.payload:read'];
