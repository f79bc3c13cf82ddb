import { Switch } from '@mantine/core';
import { useOrganization } from '../../app/frame/frame-context';
import { InlineError } from '../../components/failure';
import classes from './triggers.module.css';
import { useTriggerActs } from './use-trigger-acts';
import type { AnyTrigger } from './words';

/** The wish of who set it; what is true stands beside it. */
export function TriggerSwitch({ trigger }: { trigger: AnyTrigger }) {
  const { can } = useOrganization();
  const { enable, disable } = useTriggerActs(trigger);
  if (!can('triggers:toggle', trigger.workspaceId)) return trigger.enabled ? 'On' : 'Off';
  const change = trigger.enabled ? disable : enable;
  return (
    <span className={classes.switch}>
      <Switch
        aria-label={`${trigger.name} is on`}
        checked={trigger.enabled}
        disabled={change.pending}
        onChange={() => void change.run({})}
      />
      <InlineError error={change.error} />
    </span>
  );
}
