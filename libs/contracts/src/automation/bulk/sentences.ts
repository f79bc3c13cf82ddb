import { phrase, tells, type SentenceTemplate } from '../../sentence';
import { bulkActionCompleted, bulkActionStarted, bulkActionStopped, type BulkEvent } from './events';

const begins = { retry: 'to run again', stop: 'to stop', cancel: 'to cancel' } as const;
const runs = (many: number): string => (many === 1 ? 'one run' : `${many} runs`);

/** How what is done to many runs reads. */
export const bulkSentences: { readonly [Type in BulkEvent['type']]: SentenceTemplate<Type> } = {
  BulkActionStarted: tells(bulkActionStarted, ({ act, runs: many }) => [`began ${phrase(begins, act)} ${runs(many)}`]),
  BulkActionStopped: tells(bulkActionStopped, () => ['left the rest of many runs as they are']),
  BulkActionCompleted: tells(bulkActionCompleted, ({ done, refused, left }) => [
    `was through with many runs: ${done} done, ${refused} refused, ${left} left as they are`,
  ]),
};
