import {
  type BillingAddress,
  countries,
  postalCodeOf,
  postalCodeRule,
  SetBillingAddress,
  taxIdOf,
} from '@annals/contracts';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconCircleCheckFilled, IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { billingAddressQuery, setBillingAddress } from '../../api/account-info';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import { InlineError, LoadFailure } from '../../components/failure';
import { Placeholder } from '../../components/skeleton';
import { toast } from '../../components/toasts';
import { useForm } from '../../components/use-form';
import { choices, said } from './choices';
import classes from './account-info.module.css';

type Address = z.output<typeof BillingAddress>;

const { company, street, postalCode, town, region, country, taxId, invoicesTo } = SetBillingAddress.shape;
const Typed = z.object({
  company,
  street,
  postalCode: said(postalCode),
  town,
  region: said(region),
  country,
  taxId: said(taxId),
  invoicesTo: said(invoicesTo),
});
const FIELDS = ['company', 'street', 'postalCode', 'town', 'region', 'country', 'taxId', 'invoicesTo'] as const;

const inEnglish = new Intl.DisplayNames('en', { type: 'region' });
const countryNames = Object.fromEntries(
  countries.map((code) => [code, inEnglish.of(code) ?? code] as const).sort(([, a], [, b]) => a.localeCompare(b, 'en')),
);

/** What invoices are made out to. */
export function BillingAddressBox() {
  const { organizationId } = useOrganization();
  const found = useQuery(billingAddressQuery(organizationId));
  if (found.data === undefined)
    return (
      <Box title="Billing address">
        {found.error === null ? (
          <Placeholder height={320} fields />
        ) : (
          <LoadFailure what="billing address" error={found.error} retry={() => void found.refetch()} />
        )}
      </Box>
    );
  const { address } = found.data;
  return <Form key={address?.setAt ?? ''} address={address} />;
}

const textsOf = (address: Address | null) => {
  const texts = FIELDS.map((name): [(typeof FIELDS)[number], string] => [name, address?.[name] ?? '']);
  return Object.fromEntries(texts) as Record<(typeof FIELDS)[number], string>;
};

function Form({ address }: { address: Address | null }) {
  const { organizationId, can } = useOrganization();
  const writes = can('org.billing_address:write');
  const command = useCommand(
    (body: z.output<typeof Typed>, key: string) => setBillingAddress(organizationId, body, key),
    {
      organizationId,
      onDone: () => {
        toast({ text: 'Saved the billing address. It is used from the next invoice on.' });
      },
    },
  );
  const initial = textsOf(address);
  const form = useForm(Typed, initial, command.error);
  const { values } = form;
  const submit = form.submit((body) => void command.run(body));
  const wrongPostalCode =
    values.country !== '' &&
    values.postalCode.trim() !== '' &&
    postalCodeOf(values.country, values.postalCode) === undefined
      ? `A postcode of ${countryNames[values.country] ?? values.country} ${postalCodeRule(values.country)}.`
      : undefined;
  const rightTaxId = values.taxId.trim() !== '' && taxIdOf(values.country, values.taxId) !== undefined;
  const input = (name: (typeof FIELDS)[number], label: string) => (
    <TextInput label={label} readOnly={!writes} {...form.field(name)} />
  );
  return (
    <form onSubmit={submit} noValidate>
      <Box
        title="Billing address"
        action={
          <span className={classes.action}>
            <Times address={address} />
            {writes && (
              <Button
                type="submit"
                loading={command.pending}
                disabled={FIELDS.every((name) => values[name] === initial[name])}
              >
                Save
              </Button>
            )}
          </span>
        }
      >
        <div className={classes.fields} data-columns="address">
          {input('company', 'Company')}
          <NativeSelect
            label="Country"
            disabled={!writes}
            data={choices(countryNames, 'Choose a country', address?.country ?? null)}
            {...form.field('country')}
          />
          {input('street', 'Street')}
          <div className={classes.pair}>
            <TextInput
              label="Postcode"
              readOnly={!writes}
              {...form.field('postalCode')}
              error={
                form.field('postalCode').error === undefined
                  ? wrongPostalCode
                  : (wrongPostalCode ?? form.field('postalCode').error)
              }
            />
            {input('town', 'Town')}
          </div>
          {input('region', 'Region, if invoices need one')}
          {input('invoicesTo', 'Invoices go to')}
          <div>
            {input('taxId', 'Tax id')}
            {rightTaxId && (
              <p className={classes.right}>
                <IconCircleCheckFilled size={14} aria-hidden />
                The format is right
              </p>
            )}
          </div>
        </div>
        <div className={classes.error}>
          <InlineError error={command.error} />
        </div>
        <p className={classes.foot}>Used from the next invoice on. Issued invoices stay as they are.</p>
      </Box>
    </form>
  );
}

function Times({ address }: { address: Address | null }) {
  const times = address?.times ?? 0;
  const words =
    times === 0
      ? 'Not set'
      : times === 1
        ? 'Never changed'
        : times === 2
          ? 'Changed once'
          : `Changed ${times - 1} times`;
  return (
    <span className={classes.changed}>
      <IconHistory size={15} stroke={1.7} aria-hidden />
      {words}
    </span>
  );
}
