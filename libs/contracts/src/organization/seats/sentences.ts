import { tells, type SentenceTemplate } from '../../sentence';
import { seatLimitSet, type SeatsEvent } from './events';

export const seatsSentences: { readonly [Type in SeatsEvent['type']]: SentenceTemplate<Type> } = {
  SeatLimitSet: tells(seatLimitSet, ({ limit }) => [
    limit === null
      ? 'set no limit to the seats of the organization'
      : `set the seats of the organization to ${limit.toLocaleString('en')}`,
  ]),
};
