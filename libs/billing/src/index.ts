/** What an organization pays with and is billed to. */
export { billingContext } from './billing.context';
