/** Asked for every new bot: where things land when nobody names a workspace. */
export abstract class Workspaces {
  /** undefined: the organization does not exist. */
  abstract defaultOf(organizationId: string): Promise<string | undefined>;
}
