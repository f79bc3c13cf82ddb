/** Asked whose account a person of an organization is, also a former member; undefined where nobody knows any more. */
export abstract class PeoplesAccounts {
  abstract accountOf(organizationId: string, personId: string): Promise<string | undefined>;
}
