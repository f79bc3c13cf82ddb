import type { PhonePurpose } from '@annals/contracts';
import { IconCircleCheckFilled, IconCircleDashed } from '@tabler/icons-react';

export const purposeNames = { contact: 'Contact', alerts: 'Alerts', channel: 'Channel' } satisfies Record<
  PhonePurpose,
  string
>;

export const phoneLooks = {
  verified: { word: 'Verified', icon: IconCircleCheckFilled, tone: 'ok' },
  open: { word: 'Not verified', icon: IconCircleDashed, tone: 'accent' },
} as const;
