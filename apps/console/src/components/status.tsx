import type { BotStatus, RunStatus } from '@annals/contracts';
import {
  IconAlertTriangleFilled,
  IconBan,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleXFilled,
  IconCheck,
  IconClockX,
  IconLoader2,
  IconMail,
  IconPlayerPause,
  IconPlayerStop,
  IconPlayerStopFilled,
  IconPlugConnectedX,
  IconPointFilled,
  type TablerIcon,
  IconX,
} from '@tabler/icons-react';
import { botWords, runWords } from '../format/status-words';
import classes from './status.module.css';

export type Tone = 'ok' | 'bad' | 'no' | 'accent' | 'warn' | 'quiet';
export interface Look {
  word: string;
  icon: TablerIcon;
  tone: Tone;
}

export const runLooks: Readonly<Record<RunStatus, Look>> = {
  requested: { word: runWords.requested, icon: IconCircleDashed, tone: 'quiet' },
  running: { word: runWords.running, icon: IconLoader2, tone: 'accent' },
  succeeded: { word: runWords.succeeded, icon: IconCircleCheckFilled, tone: 'ok' },
  failed: { word: runWords.failed, icon: IconCircleXFilled, tone: 'bad' },
  suspended: { word: runWords.suspended, icon: IconPlayerPause, tone: 'quiet' },
  stopping: { word: runWords.stopping, icon: IconLoader2, tone: 'accent' },
  stopped: { word: runWords.stopped, icon: IconPlayerStop, tone: 'no' },
  killed: { word: runWords.killed, icon: IconPlayerStopFilled, tone: 'no' },
  timed_out: { word: runWords.timed_out, icon: IconClockX, tone: 'bad' },
  lost: { word: runWords.lost, icon: IconPlugConnectedX, tone: 'bad' },
  refused: { word: runWords.refused, icon: IconBan, tone: 'no' },
};

export const botLooks: Readonly<Record<BotStatus, Look>> = {
  error: { word: botWords.error, icon: IconAlertTriangleFilled, tone: 'bad' },
  offline: { word: botWords.offline, icon: IconPlugConnectedX, tone: 'quiet' },
  busy: { word: botWords.busy, icon: IconLoader2, tone: 'accent' },
  idle: { word: botWords.idle, icon: IconPointFilled, tone: 'ok' },
  disabled: { word: botWords.disabled, icon: IconPlayerPause, tone: 'quiet' },
};

export const invitationLooks = {
  open: { word: 'Pending', icon: IconMail, tone: 'accent' },
  expired: { word: 'Expired', icon: IconClockX, tone: 'quiet' },
  accepted: { word: 'Accepted', icon: IconCheck, tone: 'ok' },
  declined: { word: 'Declined', icon: IconX, tone: 'quiet' },
  revoked: { word: 'Revoked', icon: IconX, tone: 'quiet' },
  superseded: { word: 'Replaced', icon: IconX, tone: 'quiet' },
} as const satisfies Record<string, Look>;

const joinRequestLooks: Readonly<Record<string, Look>> = {
  open: { word: 'Waits', icon: IconMail, tone: 'accent' },
  approved: { word: 'Let in', icon: IconCheck, tone: 'ok' },
  denied: { word: 'Turned down', icon: IconX, tone: 'quiet' },
  withdrawn: { word: 'Withdrawn', icon: IconX, tone: 'quiet' },
  expired: { word: 'Expired', icon: IconClockX, tone: 'quiet' },
};
/** Of a request to join, also with a word that this release does not know. */
export const joinRequestLook = (status: string): Look =>
  joinRequestLooks[status] ?? { word: status, icon: IconX, tone: 'quiet' };

export const keyLooks = {
  active: { word: 'Active', icon: IconPointFilled, tone: 'ok' },
  expired: { word: 'Expired', icon: IconClockX, tone: 'quiet' },
  revoked: { word: 'Revoked', icon: IconX, tone: 'quiet' },
  ended: { word: 'Ended', icon: IconX, tone: 'quiet' },
} as const satisfies Record<string, Look>;

/** A status: always icon and word; as a pill only in the head of a panel. */
export function Status({ look, pill = false }: { look: Look; pill?: boolean }) {
  const Icon = look.icon;
  return (
    <span className={classes.status} data-tone={look.tone} data-pill={pill || undefined}>
      <Icon size={15} stroke={1.7} aria-hidden />
      {look.word}
    </span>
  );
}
