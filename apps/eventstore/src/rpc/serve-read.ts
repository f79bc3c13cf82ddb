import { status } from '@grpc/grpc-js';
import { decodeRead, type ReadOptions } from '../wire/read';
import { ALL_STREAM, checkRead } from './access';
import { asFailure, type CallContext, type Outflow, type Writable } from './call';
import { Failure, handlerFailed } from './failures';
import { readAll, readStream, type ReadRequest } from './read';
import { AllSubscription } from './subscribe-all';
import { StreamSubscription } from './subscribe-stream';

/** The combinations that make no sense are refused by the names of their parts, as EventStoreDB does. */
function check({ source, amount, backwards, filter }: ReadOptions): void {
  const parts = [
    source === undefined ? 'None' : 'stream' in source ? 'Stream' : 'All',
    amount === undefined ? 'None' : amount === 'subscription' ? 'Subscription' : 'Count',
    backwards ? 'Backwards' : 'Forwards',
    filter === undefined ? 'None' : filter === 'none' ? 'NoFilter' : 'Filter',
  ];
  const senseless =
    parts.includes('None') ||
    (amount === 'subscription' && backwards) ||
    (parts[0] === 'Stream' && parts[3] === 'Filter');
  if (senseless) throw new Failure(status.INVALID_ARGUMENT, `The combination of (${parts.join(', ')}) is invalid.`);
  if (filter !== undefined && filter !== 'none' && filter.window === undefined) {
    throw new Failure(
      status.INVALID_ARGUMENT,
      `'None' is not a valid EventStore.Client.Streams.ReadReq+Types+Options+Types+FilterOptions+WindowOneofCase`,
    );
  }
  if (source !== undefined && 'stream' in source && (source.stream === '' || source.stream.includes('\0')))
    throw handlerFailed();
}

async function serve({ log, caller }: CallContext, outflow: Outflow, options: ReadRequest): Promise<void> {
  check(options);
  const { source, amount } = options;
  if (source === undefined || amount === undefined) throw handlerFailed();
  await checkRead(log, caller, 'stream' in source ? source.stream : ALL_STREAM);
  if (amount === 'subscription') {
    await (
      'stream' in source
        ? new StreamSubscription(log, outflow, options, source)
        : new AllSubscription(log, outflow, options, source.all)
    ).run();
  } else if ('stream' in source) await readStream(log, outflow, { ...source, count: amount.count }, options);
  else await readAll(log, outflow, { ...source, count: amount.count }, options);
}

/** Read: reads and subscriptions of streams and of $all. */
export async function serveRead(context: CallContext, call: Writable, outflow: Outflow): Promise<void> {
  try {
    await serve(context, outflow, { ...decodeRead(call.request), caller: context.caller });
    outflow.end();
  } catch (error) {
    outflow.fail(asFailure(error, context.report));
  }
}
