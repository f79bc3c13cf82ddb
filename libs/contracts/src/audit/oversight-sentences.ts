import type { SentenceTemplate } from '../sentence';
import { auditDestinationSentences } from './destinations/sentences';
import { erasuresSentences } from './erasures/sentences';
import { auditExportSentences } from './exports/sentences';
import { legalHoldsSentences } from './legal-holds/sentences';
import { auditReadSentences } from './reads/sentences';
import type { OversightEvent } from './oversight';

/** How acts of those who look after an organization's history read. */
export const oversightSentences: { readonly [Type in OversightEvent['type']]: SentenceTemplate<Type> } = {
  ...auditExportSentences,
  ...auditDestinationSentences,
  ...erasuresSentences,
  ...legalHoldsSentences,
  ...auditReadSentences,
};
