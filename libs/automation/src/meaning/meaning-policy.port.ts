/** Whether texts of an organization may leave the installation to be found by meaning. */
export abstract class MeaningPolicy {
  /** @param fresh as it is this moment, else at most 2 s old */
  abstract mayLeave(organizationId: string, fresh: boolean): Promise<boolean>;
}
