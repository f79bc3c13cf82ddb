/**
 * Asked before a membership ends: what the person owns that cannot be without an owner (I-7). Their keys are not of it:
 * they end with the membership by themselves. Triggers join here, and in `AssetPlan`, with the context that has them.
 */
export abstract class Belongings {
  /** The bots that are theirs this moment, by their ids. */
  abstract ownedBy(organizationId: string, personId: string): Promise<readonly string[]>;
}
