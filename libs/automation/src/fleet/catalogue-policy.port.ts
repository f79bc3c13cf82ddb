/** What an organization shows its members of apps that are not theirs (X11). */
export abstract class CataloguePolicy {
  /** Whether all, by name and owner. At most 2 s old. */
  abstract showsAll(organizationId: string): Promise<boolean>;
}
