interface OnePerson {
  readonly organizationId: string;
  readonly personId: string;
}

/** Asked what the views of all contexts show of somebody. */
export abstract class PersonalViews {
  /** How many values identify them. @throws Refused READ_MODEL_BEHIND */
  abstract valuesOf(person: OnePerson): Promise<number>;
  /**
   * Settles when every view is past this position and has nothing left that identifies them.
   * @throws Refused READ_MODEL_BEHIND, or an Error naming a view that still has some
   */
  abstract forgot(person: OnePerson, position: string): Promise<void>;
}
