import { Refused, streamName } from '@annals/kernel';
import { randomUUID } from 'node:crypto';
import { SignInCommand } from '../commands/sign-in/sign-in.handler';
import { SignUpCommand } from '../commands/sign-up/sign-up.handler';
import { VerifyUserCommand, type VerifiedUser } from '../commands/verify-user/verify-user.handler';
import { all, contextOf, device, someAddress, type World } from './a-world.service';

export const PASSWORD = 'correct horse battery';

export const sessionsOf = (userId: string): string => streamName('sessions', userId);
export const streamOf = (userId: string): string => streamName('account', userId);
/** The secret at the end of the link in a letter. */
export const tokenIn = (text: string | undefined): string => /#(\S+)/.exec(text ?? '')?.[1] ?? '';

/** 'done', or the code of the refusal. */
export async function outcomeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof Refused) return String(error.code);
    throw error;
  }
}

/**
 * What people do in specs about accounts, and what is seen of it.
 * @param theWorld asked at each step: it is only there once the spec's `beforeAll` made it
 */
export function stepsIn(theWorld: () => World) {
  const typesIn = async (stream: string) => (await all(theWorld().store.read(stream))).map(({ type }) => type);
  const lettersTo = (email: string) => theWorld().letters.filter(({ to }) => to === email);

  async function signedUp(email = someAddress()): Promise<{ email: string; userId: string; token: string }> {
    const world = theWorld();
    await world.signUp.execute(new SignUpCommand(email, contextOf()));
    const userId = (await world.directory.holderOf(email)) ?? '';
    await world.work(streamOf(userId));
    return { email, userId, token: tokenIn(lettersTo(email).at(-1)?.text) };
  }

  const verify = (token: string, password = PASSWORD, commandId: string = randomUUID()): Promise<VerifiedUser> =>
    theWorld().verify.execute(new VerifyUserCommand({ token, password, alias: 'John', device }, contextOf(commandId)));
  const signIn = (email: string, password = PASSWORD, commandId: string = randomUUID()) =>
    theWorld().signIn.execute(new SignInCommand({ email, password, device }, contextOf(commandId)));
  const isOpen = async (sessionToken: string) =>
    (await theWorld().principals.authenticate({ sessionToken })) !== undefined;

  async function verified() {
    const { email, token } = await signedUp();
    return { email, token, ...(await verify(token)) };
  }

  return { typesIn, lettersTo, signedUp, verify, signIn, isOpen, verified };
}
