import { channel } from 'node:diagnostics_channel';

/**
 * Every refusal and fault that leaves by HTTP, as `{ code }`; whoever measures listens. Nothing is told where nobody
 * does.
 */
export const refusalsTold = channel('annals:refusal');
