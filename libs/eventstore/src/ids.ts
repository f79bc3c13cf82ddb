import { v5, version } from 'uuid';

/** A uuid that is always the same for the same namespace and name (RFC 9562, version 5). */
export const uuidV5 = (namespaceUuid: string, name: string): string => v5(name, namespaceUuid);

/** The id of the event that a command writes at `index` of its append (history.md §3). */
export const eventId = (commandId: string, stream: string, index: number): string => uuidV5(commandId, `${stream}/${index}`);

/** Whether an id is made for one use (v7): no other process can have the same one. All others may be derived, or given by somebody. */
export const isUnique = (uuid: string): boolean => version(uuid) === 7;
