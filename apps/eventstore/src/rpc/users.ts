import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Metadata } from '@grpc/grpc-js';
import { Caller } from './access';
import { unauthenticated } from './failures';

/** Groups by the names of the users that they come with; everybody else is in none. */
const GROUPS: ReadonlyMap<string, readonly string[]> = new Map([
  ['admin', ['$admins']],
  ['ops', ['$ops']],
]);

/** Name and password of a user, as given at the start. */
export interface Credentials {
  readonly name: string;
  readonly password: string;
}

/** Basic credentials of an authorization header; undefined when it holds none. */
function decodeBasic(header: string): Credentials | undefined {
  const encoded = /^basic +([A-Za-z0-9+/]+={0,2}) *$/i.exec(header)?.[1];
  const [, name, password] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString('utf8')) ?? [];
  return name === undefined || password === undefined ? undefined : { name, password };
}

/**
 * The users of a server with TLS. Passwords are not kept: each becomes a digest under a key that only this process has,
 * for every call of a client carries them and a slow hash would cost more than the call.
 */
export class Users {
  private readonly key = randomBytes(32);
  private readonly known: ReadonlyMap<string, { readonly digest: Buffer; readonly caller: Caller }>;
  /** What a wrong name is compared with, so that it takes as long as a wrong password. */
  private readonly nobody = randomBytes(32);

  constructor(users: readonly Credentials[]) {
    this.known = new Map(
      users.map(({ name, password }) => [
        name,
        { digest: this.digest(password), caller: Caller.known(name, GROUPS.get(name) ?? []) },
      ]),
    );
  }

  /**
   * Who makes a call, by its metadata; anonymous without credentials.
   * @throws Failure unauthenticated for a name that is unknown, another password, or an authorization of another kind
   */
  callerOf(metadata: Metadata): Caller {
    const headers = metadata.get('authorization');
    if (headers.length === 0) return Caller.anonymous;
    const given = headers.length === 1 ? decodeBasic(String(headers[0])) : undefined;
    const user = given === undefined ? undefined : this.known.get(given.name);
    const matches = timingSafeEqual(this.digest(given?.password ?? ''), user?.digest ?? this.nobody);
    if (!matches || user === undefined) throw unauthenticated();
    return user.caller;
  }

  private digest(password: string): Buffer {
    return createHmac('sha256', this.key).update(password).digest();
  }
}
