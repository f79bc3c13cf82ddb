/** Asked before something begins in a workspace. */
export abstract class Workspaces {
  /** Where things land when nobody names a workspace. undefined: the organization does not exist. */
  abstract defaultOf(organizationId: string): Promise<string | undefined>;
  /**
   * @param since a moment (performance.now()) after which it was so; now without it
   * @throws Refused WORKSPACE_NOT_FOUND, WORKSPACE_ARCHIVED
   */
  abstract mustBeActive(organizationId: string, workspaceId: string, since?: number): Promise<void>;
}
