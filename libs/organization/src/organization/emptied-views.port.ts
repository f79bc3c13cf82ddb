/** Asked whether what was made of an organization's events is gone. */
export abstract class EmptiedViews {
  /**
   * Settles when every view is past this position and has no row of the organization. @throws Refused READ_MODEL_BEHIND, or
   * an Error naming a view that still has some
   */
  abstract of(organizationId: string, position: string): Promise<void>;
}
