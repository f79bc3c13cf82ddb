import { refused, routes, type OversightEvent } from '@annals/contracts';
import { uuidV5, type Decided } from '@annals/eventstore';
import { command, effectOf, idsAndEffect, ofOrganization, serve, type RequestFacts } from '@annals/platform';
import { ApproveErasureCommand } from '../commands/approve-erasure/approve-erasure.handler';
import { keepMe, rejectErasure, withdrawErasure } from '../commands/end-erasure/end-erasure';
import { EraseMeCommand } from '../commands/erase-me/erase-me.handler';
import { liftLegalHold } from '../commands/lift-legal-hold/lift-legal-hold';
import { placeLegalHold } from '../commands/place-legal-hold/place-legal-hold';
import { RequestErasureCommand } from '../commands/request-erasure/request-erasure.handler';
import { oversight } from './oversight';

const of = routes.audit;

/** The person who asks. @throws Refused FORBIDDEN for a key: it is nobody */
function personOf({ member }: Pick<RequestFacts, 'member'>): string {
  if (!member) throw refused('FORBIDDEN');
  return member.personId;
}

/** Which erasure an event is about. */
function erasureIn({ events }: Decided<OversightEvent>): string {
  const [event] = events;
  if (event?.type !== 'ErasureEnded') throw new Error('An erasure was called off without an event');
  return event.data.erasureId;
}

export const KeepMe = command('KeepMe', oversight, ofOrganization, keepMe);

/** Commands about who is erased, and about legal holds, by their routes. */
export const erasureCommands = [
  serve(
    of.requestErasure,
    ({ asked, caller, context }) => new RequestErasureCommand({ ...asked, by: personOf(caller) }, context),
    (made, { context }) => ({ erasureId: uuidV5(context.commandId, 'erasure'), ...effectOf(made) }),
  ),
  serve(
    of.approveErasure,
    ({ asked, caller, context }) => new ApproveErasureCommand({ ...asked, by: personOf(caller) }, context),
    idsAndEffect,
  ),
  serve(of.rejectErasure, command('RejectErasure', oversight, ofOrganization, rejectErasure), idsAndEffect),
  serve(of.withdrawErasure, command('WithdrawErasure', oversight, ofOrganization, withdrawErasure), idsAndEffect),
  serve(
    of.eraseMe,
    ({ asked, caller, context }) => new EraseMeCommand({ ...asked, personId: personOf(caller) }, context),
    ({ erasureId, ...made }) => ({ erasureId, ...effectOf(made) }),
  ),
  serve(
    of.keepMe,
    ({ asked, caller, context }) => new KeepMe.Command({ ...asked, personId: personOf(caller) }, context),
    (made) => ({ erasureId: erasureIn(made), ...effectOf(made) }),
  ),
  serve(
    of.placeLegalHold,
    command('PlaceLegalHold', oversight, ofOrganization, placeLegalHold),
    (made, { context }) => ({ holdId: uuidV5(context.commandId, 'hold'), ...effectOf(made) }),
  ),
  serve(of.liftLegalHold, command('LiftLegalHold', oversight, ofOrganization, liftLegalHold), idsAndEffect),
] as const;
