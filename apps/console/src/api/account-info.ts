import { type CallOf, type Route, routes } from '@annals/contracts';
import { queryOptions } from '@tanstack/react-query';
import { call } from './client';

const api = routes.organization;
type Body<R extends Route> = Omit<CallOf<R>, 'organizationId' | 'phoneId'>;

export const accountInfoQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['org', organizationId, 'account-info'],
    queryFn: ({ signal }) => call(api.getAccountInfo)({ organizationId }, signal),
  });
export const updateAccountInfo = (organizationId: string, body: Body<typeof api.updateAccountInfo>, key: string) =>
  call(api.updateAccountInfo)({ organizationId, ...body }, key);

export const billingAddressQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['org', organizationId, 'billing-address'],
    queryFn: ({ signal }) => call(routes.billing.getBillingAddress)({ organizationId }, signal),
  });
export const setBillingAddress = (
  organizationId: string,
  body: Body<typeof routes.billing.setBillingAddress>,
  key: string,
) => call(routes.billing.setBillingAddress)({ organizationId, ...body }, key);

export const phonesQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['org', organizationId, 'phones'],
    queryFn: ({ signal }) => call(api.listPhones)({ organizationId }, signal),
  });
export const addPhone = (organizationId: string, body: Body<typeof api.addPhone>, key: string) =>
  call(api.addPhone)({ organizationId, ...body }, key);

interface PhoneOf {
  organizationId: string;
  phoneId: string;
}
export const sendPhoneCode = (phone: PhoneOf, key: string) => call(api.sendPhoneCode)(phone, key);
export const verifyPhone = (phone: PhoneOf, code: string, key: string) =>
  call(api.verifyPhone)({ ...phone, code }, key);
export const makePhoneDefault = (phone: PhoneOf, key: string) => call(api.makePhoneDefault)(phone, key);
export const renamePhone = (phone: PhoneOf, label: string, key: string) =>
  call(api.renamePhone)({ ...phone, label }, key);
export const assignPhone = (phone: PhoneOf, body: Body<typeof api.assignPhone>, key: string) =>
  call(api.assignPhone)({ ...phone, ...body }, key);
export const removePhone = (phone: PhoneOf, key: string) => call(api.removePhone)(phone, key);
