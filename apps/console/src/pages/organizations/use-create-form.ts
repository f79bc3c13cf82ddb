import { CreateOrganization, comparableAddress, slugOf } from '@annals/contracts';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { createOrganization, type Me } from '../../api/identity';
import { proposedSlugQuery } from '../../api/slugs';
import { useCommand } from '../../api/use-command';
import { here } from '../../components/place-fields';
import { useForm } from '../../components/use-form';
import { forgetDraft, keepDraft, keptDraft } from './kept-draft';

/** The address is beside the form: it follows from the name until it is typed. */
const Fields = CreateOrganization.omit({ slug: true });

/** What is typed of a new organization, kept in the tab until it is made. */
export function useCreateForm(me: Me) {
  const suggested = me.organizations.length === 0 ? (me.ownOrganizations.suggestedName ?? '') : '';
  const own = me.email ?? '';
  const [{ slug: draftSlug, ...begun }] = useState(
    () => keptDraft() ?? { name: suggested, alias: me.alias ?? '', contactEmail: own, ...here(), slug: undefined },
  );
  const command = useCommand(createOrganization);
  const form = useForm(Fields, begun, command.error);
  const { values } = form;
  const [typed, setTyped] = useState(draftSlug);
  const slug = useProposed(values.name.trim(), typed);
  useEffect(() => {
    keepDraft(typed === undefined ? values : { ...values, slug: typed });
  }, [values, typed]);
  const isOwnAddress = comparableAddress(values.contactEmail) === comparableAddress(own);
  const go = useGoThere();
  const make = async (body: Parameters<typeof createOrganization>[0]) => {
    const made = await command.run(body);
    if (made !== undefined) await go(made.organizationId, isOwnAddress);
  };
  return {
    form,
    command,
    isOwnAddress,
    slug: { value: slug, onChange: setTyped, error: undefined },
    submit: form.submit((body) => void make({ ...body, slug })),
  };
}

/** What was typed; else the first address like the name that nobody has. */
function useProposed(name: string, typed: string | undefined): string {
  const [asked] = useDebouncedValue(typed === undefined ? name : '', 300);
  const { data } = useQuery(proposedSlugQuery(asked));
  if (typed !== undefined) return typed;
  if (name === '') return '';
  return asked === name && data !== undefined ? data : slugOf(name);
}

/** To the new organization; first to where its code is said, where one was mailed. */
function useGoThere() {
  const client = useQueryClient();
  const router = useRouter();
  return async (organizationId: string, isOwnAddress: boolean) => {
    forgetDraft();
    await client.invalidateQueries({ queryKey: ['me'] });
    await router.navigate({
      to: isOwnAddress ? '/organizations/$organizationId' : '/organizations/$organizationId/me',
      params: { organizationId },
    });
  };
}
