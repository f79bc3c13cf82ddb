import { SetLocale } from '@annals/contracts';
import { Button } from '@mantine/core';
import type { z } from 'zod';
import { setLocale } from '../../api/organization';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { InlineError } from '../../components/failure';
import { here, PlaceFields } from '../../components/place-fields';
import { toast } from '../../components/toasts';
import { useForm } from '../../components/use-form';
import classes from './settings.module.css';

/** Where the organization is at home; nothing yet for one that came with a sign-up: then the browser's answer stands. */
export function PlaceForm() {
  const { organizationId, organization } = useOrganization();
  const command = useCommand((body: z.input<typeof SetLocale>, key: string) => setLocale(organizationId, body, key), {
    organizationId,
    onDone: () => {
      toast({ text: 'Changed country and time zone.' });
    },
  });
  const known = { country: organization.country ?? here().country, timeZone: organization.timeZone ?? here().timeZone };
  const form = useForm(SetLocale, known, command.error);
  const same = form.values.country === organization.country && form.values.timeZone === organization.timeZone;
  const submit = form.submit((body) => void command.run(body));
  return (
    <form className={classes.place} onSubmit={submit} noValidate>
      <PlaceFields form={form} />
      <div>
        <Button type="submit" loading={command.pending} disabled={same}>
          Save country and zone
        </Button>
      </div>
      <InlineError error={command.error} />
    </form>
  );
}
