import { workspaceRoleName } from '@annals/contracts';
import type { Explanation } from '../../api/access';
import { exact } from '../../format/time';
import { inSentence, list, permissionWords } from '../../format/words';

/** The event that a link of a chain rests on; null: it is a rule. */
type Giving = Explanation['grants'][number]['allows'];
interface Link {
  readonly words: string;
  readonly event: Giving;
  readonly rule?: string;
}
/** One way by which somebody may something: link by link, each an event or a rule. */
export interface Way {
  readonly name: string;
  readonly links: readonly Link[];
}

/** Every way by which it is allowed. @param place the workspace that was asked about, by name */
export function waysOf(
  { grants, workspace, permission, roles, roleNames }: Explanation,
  place: string,
): readonly Way[] {
  const may = inSentence(permissionWords(permission));
  const everywhere: Link = {
    words: 'which reaches every workspace',
    event: null,
    rule: 'a role of the organization; no workspace narrows it',
  };
  const ways: Way[] = grants.map(({ name, given, allows }) => ({
    name,
    links: [
      { words: `holds the role ${name}`, event: given },
      { words: `which may ${may}`, event: allows, rule: 'built in' },
      everywhere,
    ],
  }));
  if (workspace?.allows !== true || workspace.role === null) return ways;
  const there = workspaceRoleName(workspace.role);
  const from = workspace.inheritedFrom;
  const name = from === null ? undefined : (roleNames[roles.indexOf(from)] ?? from);
  const first: Link =
    name === undefined
      ? { words: `was added to ${place} as ${there}`, event: workspace.given }
      : { words: `holds the role ${name}, which makes them ${there} of ${place}`, event: workspace.given };
  return [
    ...ways,
    { name: `${place}: ${there}`, links: [first, { words: `which may ${may} there`, event: null, rule: 'built in' }] },
  ];
}

/** The answer in one line. */
export function answerOf(explanation: Explanation, name: string, ways: readonly Way[]): string {
  const may = inSentence(permissionWords(explanation.permission));
  if (explanation.suspended) return `${name} is suspended, and may nothing`;
  if (!explanation.allowed) return `${name} may not ${may}`;
  return `${name} may ${may}, ${ways.length === 1 ? 'for one reason' : `for ${ways.length} reasons`}`;
}

/** The whole answer as text, to send to somebody. @param when as of when, in words */
export function asText(answer: string, ways: readonly Way[], when: string): string {
  const lines = ways.flatMap(({ name, links }) => [
    `${name}:`,
    ...links.map(({ words, event, rule }) =>
      event === null ? `- ${words} (${rule ?? 'a rule'})` : `- ${words}: event #${event.sequence}, ${exact(event.at)}`,
    ),
  ]);
  return [`${answer}.`, when, ...lines].join('\n');
}

/** Which roles would allow it, and how many people could give one. */
export const missingWords = ({ wouldAllow, permission }: Explanation): string =>
  wouldAllow.length === 0
    ? `No role allows “${permissionWords(permission)}”.`
    : `“${permissionWords(permission)}” is missing. ${list(wouldAllow.map(({ name }) => name))} ${wouldAllow.length === 1 ? 'has' : 'have'} it.`;
