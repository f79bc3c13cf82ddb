import { permissions } from '../permissions';
import { tells, type Piece, type SentenceTemplate } from '../sentence';
import { inWords } from '../words';
import { targetKind } from './api';
import { commandDenied, type DenialsEvent } from './events';

/** What somebody was denied, to do with what; "organization" goes without saying. */
function deniedCommand({ permission, target, count }: DenialsEvent['data']): readonly Piece[] {
  const times = count === 1 ? '' : `, ${count} times`;
  if (permission === undefined)
    return [`counted ${count} more denied commands in the same minute, of actors who were too many to be told apart`];
  const denied = `was denied: ${inWords(permissions, permission)}`;
  if (target === undefined) return [`${denied}, on things that do not exist${times}`];
  if (target === '*') return [`${denied}, on things that were too many to be told apart${times}`];
  const kind = targetKind.safeParse(target.kind).data;
  if (kind === undefined) return [`${denied} on another kind of thing: ${inWords({}, target.kind)}${times}`];
  if (kind === 'bulk') return [`${denied} on an action on many runs${times}`];
  if (kind === 'access_request') return [`${denied} on a request for access to a bot${times}`];
  if (kind === 'erasure') return [`${denied} on a request to erase somebody${times}`];
  if (kind === 'hold') return [`${denied} on a legal hold${times}`];
  if (kind === 'link') return [`${denied} on a link to a bot${times}`];
  return kind === 'organization' ? [denied + times] : [`${denied} on `, { kind, id: target.id }, times];
}

/** How what members and keys were denied reads. */
export const denialsSentences: { readonly [Type in DenialsEvent['type']]: SentenceTemplate<Type> } = {
  CommandDenied: tells(commandDenied, deniedCommand),
};
