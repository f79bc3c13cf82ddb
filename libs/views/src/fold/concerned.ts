import type { LogEntry, LogEvent, UnreadEvent } from '@annals/eventstore';
import type { Metadata } from '@annals/kernel';
import { HandlerFailed } from './fold';

/**
 * The event, where it can be read; nothing where it can't and these handlers need not care.
 * @throws HandlerFailed where they do: whoever handles an event must not pass it unread (R13)
 */
export function concerned(entry: LogEntry, handles: (type: string) => boolean): LogEvent | undefined {
  if (!entry.unreadable) return entry;
  if (entry.concerns === undefined || handles(entry.concerns))
    throw new HandlerFailed(
      entry,
      new Error(`the event cannot be read: ${entry.unreadable.why}`, { cause: entry.unreadable }),
    );
  return undefined;
}

/**
 * An event that can't be read, for who needs only what stands around it. @throws HandlerFailed where that can't be read
 * either
 */
export function enveloped(entry: UnreadEvent): UnreadEvent & { readonly meta: Metadata } {
  const { meta } = entry;
  if (!meta)
    throw new HandlerFailed(
      entry,
      new Error(`the metadata of the event cannot be read: ${entry.unreadable.why}`, { cause: entry.unreadable }),
    );
  return { ...entry, meta };
}
