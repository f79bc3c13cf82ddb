/** Asked before a membership ends: what the person owns that cannot be without an owner (I-7). */
export abstract class Belongings {
  /** The bots that are theirs this moment, by their ids. */
  abstract ownedBy(organizationId: string, personId: string): Promise<readonly string[]>;
}
