import { deleteTrigger, disableTrigger, enableTrigger, fireTrigger, rotateTriggerSecret } from '../../api/triggers';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { toast } from '../../components/toasts';
import type { AnyTrigger } from './words';

/** What can be done about a trigger; turning it on or off can be taken back from the toast. */
export function useTriggerActs({ triggerId, name }: Pick<AnyTrigger, 'triggerId' | 'name'>) {
  const { organizationId } = useOrganization();
  const of = { organizationId, triggerId };
  const disable = useCommand((_: object, key: string) => disableTrigger(of, key), {
    organizationId,
    onDone: () => {
      toast({ text: `Turned off ${name}.`, undo: () => void enable.run({}) });
    },
  });
  const enable = useCommand((_: object, key: string) => enableTrigger(of, key), {
    organizationId,
    onDone: () => {
      toast({ text: `Turned on ${name}.`, undo: () => void disable.run({}) });
    },
  });
  const fire = useCommand((_: object, key: string) => fireTrigger(of, key), {
    organizationId,
    onDone: () => {
      toast({ text: `Fired ${name}.` });
    },
  });
  const remove = useCommand((body: { reason?: string }, key: string) => deleteTrigger({ ...of, ...body }, key), {
    organizationId,
  });
  const rotate = useCommand((_: object, key: string) => rotateTriggerSecret(of, key), { organizationId });
  return { disable, enable, fire, remove, rotate };
}
