/**
 * What somebody owns. A bot needs another owner, or a rest, before they go; a key of theirs ends with the membership by
 * itself; a trigger goes with its bot, or is turned off. A kind that is added here has its word in the plan (`settled`), or the compiler asks for it.
 */
export interface Belonging {
  readonly kind: 'bot' | 'key' | 'trigger';
  readonly id: string;
}

/**
 * Asked before a membership ends: what the person owns (I-7). Each context says it of its own, at most as many as it
 * lets somebody own, and adds itself where the port is bound (`@annals/contexts`).
 */
export abstract class Belongings {
  /** What is theirs this moment, as the log has it: no view is asked, which may be behind. */
  abstract ownedBy(organizationId: string, personId: string): Promise<readonly Belonging[]>;
}
