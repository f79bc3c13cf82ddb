import { SetLocale } from '@annals/contracts';
import { Button, Select } from '@mantine/core';
import type { z } from 'zod';
import { setLocale } from '../../api/organization';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { InlineError } from '../../components/failure';
import { here, PlaceFields } from '../../components/place-fields';
import { toast } from '../../components/toasts';
import { useForm } from '../../components/use-form';
import { languagesWith, spokenHere } from './languages';
import classes from './settings.module.css';

/**
 * Where the organization is at home, and what it speaks; nothing yet for one that came with a sign-up: then the browser's
 * answer stands.
 */
export function PlaceForm() {
  const { organizationId, organization } = useOrganization();
  const command = useCommand((body: z.input<typeof SetLocale>, key: string) => setLocale(organizationId, body, key), {
    organizationId,
    onDone: () => {
      toast({ text: 'Changed language, country and zone.' });
    },
  });
  const known = {
    country: organization.country ?? here().country,
    timeZone: organization.timeZone ?? here().timeZone,
    language: organization.language ?? spokenHere(),
  };
  const form = useForm(SetLocale, known, command.error);
  const { country, timeZone, language } = form.values;
  const same =
    country === organization.country && timeZone === organization.timeZone && language === organization.language;
  const submit = form.submit((body) => void command.run(body));
  return (
    <form className={classes.place} onSubmit={submit} noValidate>
      <Select
        label="Language"
        data={languagesWith(language)}
        {...form.field('language')}
        searchable
        allowDeselect={false}
        onChange={(value) => {
          form.set('language', value ?? '');
        }}
      />
      <PlaceFields form={form} />
      <div>
        <Button type="submit" loading={command.pending} disabled={same}>
          Save language and zone
        </Button>
      </div>
      <InlineError error={command.error} />
    </form>
  );
}
