import { routes } from '@annals/contracts';
import { command, idsAndEffect, ofOrganization, serve } from '@annals/platform';
import { ApproveJoinRequestCommand } from '../commands/approve-join-request/approve-join-request.handler';
import { denyJoinRequest } from '../commands/deny-join-request/deny-join-request';
import { RequestToJoinCommand } from '../commands/request-to-join/request-to-join.handler';
import { WithdrawJoinRequestCommand } from '../commands/withdraw-join-request/withdraw-join-request.handler';
import { organization } from './organization';

const of = routes.organization;

/** Commands about who asks to belong, by their routes. */
export const joinRequestCommands = [
  serve(of.requestToJoin, ({ asked, context, caller }) => new RequestToJoinCommand(asked, context, caller.principal)),
  serve(of.withdrawJoinRequest, { Command: WithdrawJoinRequestCommand }, idsAndEffect),
  serve(of.approveJoinRequest, { Command: ApproveJoinRequestCommand }, idsAndEffect),
  serve(of.denyJoinRequest, command('DenyJoinRequest', organization, ofOrganization, denyJoinRequest), idsAndEffect),
] as const;
