/** What an installation lets accounts and organizations do, where organizations say nothing else. */
export interface Policies {
  /** `self_service`: whoever is signed in makes organizations. `signup_only`: only signing up makes one. */
  readonly creation: 'self_service' | 'signup_only';
  /** How many organizations an account may begin, the one of its sign-up among them. */
  readonly maxCreatedPerUser: number;
}

/** The policies that satisfy every row of the domain at once (domain.md §1.4). */
export const unified: Policies = { creation: 'self_service', maxCreatedPerUser: 10 };
