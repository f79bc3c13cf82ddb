import { launchBrowser, startAnnals, type TestAnnals } from '@annals/testing';
import { signUp, someAddress } from './sign-up';
import { Visitor } from './visitor';

/** Somebody who signed up and is at their browser, with the organization that came of it. */
export interface Home {
  readonly annals: TestAnnals;
  readonly owner: Visitor;
  readonly email: string;
  /** The path of a page of their organization. */
  at(page: string): string;
  /** Somebody else, at a browser of their own. */
  guest(): Promise<Visitor>;
  /** Closes the browsers. Call it in `afterAll`. */
  leave(): Promise<void>;
}

/** Has somebody new sign up, in a browser of their own. */
export async function aHome(alias: string): Promise<Home> {
  const [annals, browser] = await Promise.all([startAnnals(), launchBrowser()]);
  const owner = await Visitor.at(browser, annals.url);
  const email = someAddress(alias.toLowerCase());
  const organizationId = await signUp(owner, annals, { email, alias });
  return {
    annals,
    owner,
    email,
    at: (page) => `/organizations/${organizationId}${page}`,
    guest: () => Visitor.at(browser, annals.url),
    leave: async () => {
      await browser.close();
      await annals.stop();
    },
  };
}
