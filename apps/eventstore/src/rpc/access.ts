import type { EventLog } from '../log/event-log';
import type { Family } from '../log/family';
import type { AccessList } from '../log/stream-metadata';
import { familyName, isMetastream } from '../log/types';
import { accessDenied } from './failures';

/** What can be done to a stream. */
export type Action = 'read' | 'write' | 'delete';

/** Decides by the metadata of the stream; `true` and `false` need none. */
export type Rule = boolean | ((family: Family) => boolean);

/** The name under which the whole log is read; its rights are those of a stream of that name. */
export const ALL_STREAM = '$all';
const ADMINS = '$admins';
const EVERYBODY = '$all';

/**
 * The right that an action needs. A metadata stream has none of its own: reading and writing it are rights of its
 * stream, and it can't be deleted.
 */
function rightFor(action: Action, stream: string): keyof AccessList | undefined {
  if (!isMetastream(stream)) return action;
  return { read: 'readMetadata' as const, write: 'writeMetadata' as const, delete: undefined }[action];
}

/** Who may use a right that the access list says nothing about: system streams belong to the administrators. */
const byDefault = (stream: string): string => (stream.startsWith('$') ? ADMINS : EVERYBODY);

/** Who makes a call, and what that one may do (protocol §2.8). */
export class Caller {
  private constructor(private readonly names: readonly string[] | 'anything' | 'nothing') {}

  /** Of a server without TLS: nobody is asked who they are, everything is allowed. */
  static readonly unchecked = new Caller('anything');
  /** Came to a server with TLS without credentials: may do nothing, not even what everybody may. */
  static readonly anonymous = new Caller('nothing');

  /** A user of the server, with the groups that the name belongs to. */
  static known(name: string, groups: readonly string[]): Caller {
    return new Caller([name, ...groups]);
  }

  /** Known without looking at any stream to have no right at all. */
  get isAnonymous(): boolean {
    return this.names === 'nothing';
  }

  rule(action: Action, stream: string): Rule {
    const { names } = this;
    if (names === 'anything') return true;
    const right = rightFor(action, stream);
    if (names === 'nothing' || right === undefined || (stream === ALL_STREAM && action !== 'read')) return false;
    if (names.includes(ADMINS)) return true;
    const other = [byDefault(familyName(stream))];
    return ({ metadata }) =>
      (metadata.acl?.[right] ?? other).some((name) => name === EVERYBODY || names.includes(name));
  }
}

/** Whether a link may be followed into a stream: it shows nobody what they may not read. */
export function mayRead(caller: Caller, stream: string, family: Family): boolean {
  const rule = caller.rule('read', stream);
  return typeof rule === 'boolean' ? rule : rule(family);
}

/**
 * Lets a read or a subscription begin, or refuses it.
 * It is decided once, when the request arrives, on the metadata published by then: every change that was acknowledged
 * before counts, and one that is acknowledged later does not end what has begun. (Writes are decided by the writer, in
 * the order of the log: see `permissionTo`.)
 * @throws Failure access-denied
 */
export async function checkRead(log: EventLog, caller: Caller, stream: string): Promise<void> {
  const rule = caller.rule('read', stream);
  if (rule === true || (rule !== false && rule(await log.family(stream)))) return;
  throw accessDenied();
}

/**
 * The `permits` of a write: undefined when nothing needs to be asked. The writer asks it on the metadata as the writes
 * before this one leave it, those of the same group included, so that a write that follows a change of the access list
 * is decided by that change.
 * @throws Failure access-denied when no metadata could allow it
 */
export function permissionTo(
  caller: Caller,
  action: 'write' | 'delete',
  stream: string,
): ((family: Family) => boolean) | undefined {
  const rule = caller.rule(action, stream);
  if (rule === false) throw accessDenied();
  return rule === true ? undefined : rule;
}
