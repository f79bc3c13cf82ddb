import { inWords, permissions, type Role, roleName, workspaceTerms } from '@annals/contracts';

const grouped = new Intl.NumberFormat('en-US');

/** "1,284" */
export const count = (value: number): string => grouped.format(value);

/** "93.1 %"; unknown when there is nothing to take a share of. */
export const share = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;

/** "1 run", "2 runs" */
export const plural = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** "9c11b2f0…4a7c": a uuid as people compare them. */
export const shortId = (id: string): string => (id.length > 14 ? `${id.slice(0, 8)}…${id.slice(-4)}` : id);

/** "#48,209" */
export const entryNumber = (sequence: number): string => `#${count(sequence)}`;

/** Up to two letters of a name: "Ingrid Solberg" is IS, "ada" is A. */
export function initials(name: string): string {
  if (name === erased) return '–';
  const words = name.split(/[\s._@-]+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return words
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase();
}

/** How a person is shown: an erased one by "[erased]". */
export const personal = (value: string | null | undefined): string => value ?? erased;
const erased = '[erased]';

/** How an organization's own role is called; undefined where the reader does not know it. */
export type RoleNaming = (role: Role) => string | undefined;

/** "Owner", "Admin, Auditor" @param named how roles are called in the organization, where the reader may know */
export const roleNames = (roles: readonly Role[], named: RoleNaming = () => undefined): string =>
  roles.map((role) => named(role) ?? roleName(role) ?? shortId(role)).join(', ');

/**
 * Words about workspaces as an organization says them (X7): "New workspace" is "New project" where they are projects.
 * The API, the history and refusals say workspace.
 */
export function inTerms(term: string, words: string): string {
  const word = inWords(workspaceTerms, term);
  return words.replaceAll('Workspace', word).replaceAll('workspace', word.toLowerCase());
}

/** What a permission lets a person do, in words; one that this console does not know by its name. */
export const permissionWords = (permission: string): string => inWords(permissions, permission);

/** With a small first letter, for the middle of a sentence; "API keys" stays so. */
export const inSentence = (words: string): string =>
  /^\p{Lu}{2}/u.test(words) ? words : words.charAt(0).toLowerCase() + words.slice(1);

/** "a, b and c" */
export function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** "MemberRolesChanged" as "Member roles changed". */
export function eventWords(type: string): string {
  const words = type.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return (words.charAt(0).toUpperCase() + words.slice(1)).replace(/\bapi\b/gi, 'API');
}

/** A number for a name or an id, the same each time: for the colour of an avatar. */
export const hue = (of: string, colours: number): number =>
  [...of].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7) % colours;
