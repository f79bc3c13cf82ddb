import type { LogEntry, LogEvent } from '@annals/eventstore';
import { HandlerFailed } from './fold';

/**
 * The event, where it can be read; nothing where it can't and these handlers need not care.
 * @throws HandlerFailed where they do: whoever handles an event must not pass it unread (R13)
 */
export function concerned(entry: LogEntry, handles: (type: string) => boolean): LogEvent | undefined {
  if (!entry.unreadable) return entry;
  if (entry.concerns === undefined || handles(entry.concerns)) throw new HandlerFailed(entry, new Error(`the event cannot be read: ${entry.unreadable.why}`, { cause: entry.unreadable }));
  return undefined;
}
