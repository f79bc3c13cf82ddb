import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { Notices, type Channel } from './notices';

/** Something that opened doors opens none any more: one session, some sessions of a user, or an API key. */
export interface AccessEnded {
  readonly of: 'session' | 'user' | 'key';
  readonly id: string;
}

/** Who may be hit by the end of some access. */
interface Holder {
  readonly kind: 'user' | 'key';
  readonly id: string;
  readonly session?: string;
}

const CHANNEL: Channel<AccessEnded> = {
  name: 'annals_access',
  form: z.object({ of: z.enum(['session', 'user', 'key']), id: z.string() }),
};

/** Whether what ended may be what this caller came in by. */
export const concerns = ({ of, id }: AccessEnded, holder: Holder): boolean =>
  of === 'session' ? holder.session === id : holder.kind === of && holder.id === id;

/** The part of a statement that tells every process, once what the statement did can be seen by all. */
export const tellEnded = (ended: AccessEnded): RawBuilder<unknown> =>
  sql`pg_notify(${CHANNEL.name}, ${JSON.stringify(ended)})`;

/**
 * Tells a process at once what any process ended (S6), so that nothing that is remembered or still open outlives it.
 */
export class AccessEndings {
  private readonly notices: Notices<AccessEnded>;

  /** @param forget what this process remembers of sessions and keys is dropped before anybody else is told */
  constructor(
    databaseUrl: string,
    private readonly forget: () => void,
  ) {
    this.notices = new Notices(databaseUrl, CHANNEL);
  }

  /**
   * Settles once it listens.
   * @param heard undefined: the connection was broken for a while, so anything may have ended
   * @returns stops it; closing the vault does too
   */
  follow(heard: (ended: AccessEnded | undefined) => void): Promise<() => Promise<void>> {
    const tell = (ended?: AccessEnded): void => {
      this.forget();
      heard(ended);
    };
    return this.notices.follow({ heard: tell, missed: tell });
  }

  close(): Promise<void> {
    return this.notices.close();
  }
}
