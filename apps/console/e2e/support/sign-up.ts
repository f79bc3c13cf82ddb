import { someLetters } from '@annals/testing';
import type { Visitor } from './visitor';

export const PASSWORD = 'three engines 1843';
/** An address that nobody else uses. */
export const someAddress = (name: string): string => `${name}.${someLetters(10)}@halden.example`;

/** What a sign-up needs of an installation: its mails. */
export interface Mails {
  mail(to: string, count?: number): Promise<readonly { readonly text: string }[]>;
}

/** Who signs up, and what people call them. */
interface Newcomer {
  readonly email: string;
  readonly alias: string;
}

/** Signs up as a new person does: address, mail, password, no word about the organization. Ends on the overview of their organization; gives its id. */
export async function signUpOnPages(visitor: Visitor, mails: Mails, { email, alias }: Newcomer): Promise<string> {
  await visitor.go('/sign-up');
  await visitor.field('E-mail').fill(email);
  await visitor.button('Send me the link').click();
  await visitor.reads('Look in your mail');
  const [mail] = await mails.mail(email);
  await visitor.follow(mail?.text ?? '');
  await visitor.reads('Choose a password');
  await visitor.page.getByLabel('What should people call you?').fill(alias);
  await visitor.field('Password').fill(PASSWORD);
  await visitor.button('Create my account').click();
  await visitor.page.getByRole('link', { name: 'Skip for now' }).click();
  await visitor.page.waitForURL(/\/organizations\/[0-9a-f-]{36}$/);
  return new URL(visitor.page.url()).pathname.split('/')[2] ?? '';
}

/** The same past the pages: for specs about what comes after it. */
export async function signUp(visitor: Visitor, mails: Mails, { email, alias }: Newcomer): Promise<string> {
  await visitor.sends('/users', { email });
  const [mail] = await mails.mail(email);
  const token = /#(\S+)/.exec(mail?.text ?? '')?.[1] ?? '';
  const { organizationId } = await visitor.sends('/users/verify', { token, password: PASSWORD, alias });
  await visitor.go(`/organizations/${String(organizationId)}`);
  await visitor.reads('Overview');
  return String(organizationId);
}
