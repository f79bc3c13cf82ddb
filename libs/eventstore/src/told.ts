import { channel } from 'node:diagnostics_channel';

/** Every append that was answered or given up, as `{ seconds }`; whoever measures listens. */
export const appendsTold = channel('annals:append');
