import { EventStore, type CommandContext } from '@annals/eventstore';
import { account } from './account';
import {
  answerOrganizationRequest,
  type AnswerOrganizationRequest,
} from '../commands/answer-organization-request/answer-organization-request';

/** What an operator of the installation says from the command line. @throws Refused REQUEST_NOT_OPEN */
export async function answerRequest(
  store: EventStore,
  asked: AnswerOrganizationRequest,
  context: CommandContext,
): Promise<void> {
  await store.decide({ stream: account, id: [asked.userId] }, context, (state, facts) =>
    answerOrganizationRequest(state, asked, facts),
  );
}
