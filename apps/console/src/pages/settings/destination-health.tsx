import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconLoader2,
  IconPlayerPause,
  type TablerIcon,
} from '@tabler/icons-react';
import classes from './destinations.module.css';
import { healthOf, type Shown } from './destination-words';

const icons: Readonly<Record<ReturnType<typeof healthOf>['tone'], TablerIcon>> = {
  ok: IconCircleCheckFilled,
  warn: IconLoader2,
  bad: IconAlertTriangleFilled,
  quiet: IconPlayerPause,
};

/** Whether a destination takes what is sent, in a word. */
export function DestinationHealth({ of }: { of: Shown }) {
  const { tone, word } = healthOf(of);
  const Icon = icons[tone];
  return (
    <span className={classes.health} data-tone={tone}>
      <Icon size={15} aria-hidden />
      {word}
    </span>
  );
}
