import type { Position } from '@annals/kernel';
import { Empty, StreamIdentifier } from '@eventstore/db-client/generated/shared_pb';
import { ReadReq } from '@eventstore/db-client/generated/streams_pb';

const { Options } = ReadReq;
/**
 * Asks the server to say at the end of a stream what its last revision is; a server that doesn't know how leaves it
 * out.
 */
const SAYS_LAST_REVISION = 1;
const EVERYTHING = Number.MAX_SAFE_INTEGER;
/** All types but the store's own. */
const NOT_OF_THE_STORE = '^[^$].*';

/** A request that reads a stream forward from a revision on, or backward from its end. */
export function streamRequest(name: string, from: number | 'end', count = EVERYTHING): ReadReq {
  const identifier = new StreamIdentifier();
  identifier.setStreamName(Buffer.from(name, 'utf8'));
  const stream = new Options.StreamOptions();
  stream.setStreamIdentifier(identifier);
  if (from === 'end') stream.setEnd(new Empty());
  else if (from === 0) stream.setStart(new Empty());
  else stream.setRevision(String(from));
  const control = new Options.ControlOption();
  control.setCompatibility(SAYS_LAST_REVISION);
  const options = common({ count });
  if (from === 'end') options.setReadDirection(Options.ReadDirection.BACKWARDS);
  options.setStream(stream);
  options.setControlOption(control);
  return requestOf(options);
}

/** Where in the log a request begins. */
export type From = Position | 'start' | 'end';

/** How much of the log, and which way. */
export interface Amount {
  readonly count?: number;
  readonly backwards?: boolean;
}

/** A request that reads the log: forward a place is read, too; backward it is not. */
export function logRequest(from: From, { count = EVERYTHING, backwards = false }: Amount = {}): ReadReq {
  const options = common({ count });
  options.setAll(placeIn(from));
  if (backwards) options.setReadDirection(Options.ReadDirection.BACKWARDS);
  return requestOf(options);
}

/** What of the log is followed. */
export interface Following {
  /** Only streams whose names begin like this; without it all but the store's own. */
  readonly prefixes?: readonly string[] | undefined;
  readonly checkpointEvery: number;
}

/** A request that follows the log after a place. */
export function followRequest(from: From, { prefixes, checkpointEvery }: Following): ReadReq {
  const filter = new Options.FilterOptions();
  const expression = new Options.FilterOptions.Expression();
  if (prefixes) {
    expression.setPrefixList([...prefixes]);
    filter.setStreamIdentifier(expression);
  } else {
    expression.setRegex(NOT_OF_THE_STORE);
    filter.setEventType(expression);
  }
  filter.setCount(new Empty());
  filter.setCheckpointintervalmultiplier(checkpointEvery);
  const options = common({ filter });
  options.setAll(placeIn(from));
  return requestOf(options);
}

type CountOrFilter = { readonly count: number } | { readonly filter: ReadReq.Options.FilterOptions };

/** What all have in common: forward, ids as text, links as they are; so many events, or those of a filter for ever. */
function common(what: CountOrFilter): ReadReq.Options {
  const ids = new Options.UUIDOption();
  ids.setString(new Empty());
  const options = new Options();
  options.setReadDirection(Options.ReadDirection.FORWARDS);
  options.setResolveLinks(false);
  options.setUuidOption(ids);
  if ('count' in what) {
    options.setCount(String(what.count));
    options.setNoFilter(new Empty());
  } else {
    options.setSubscription(new Options.SubscriptionOptions());
    options.setFilter(what.filter);
  }
  return options;
}

function placeIn(from: From): ReadReq.Options.AllOptions {
  const all = new Options.AllOptions();
  if (from === 'start') all.setStart(new Empty());
  else if (from === 'end') all.setEnd(new Empty());
  else {
    const position = new Options.Position();
    position.setCommitPosition(String(from.commit));
    position.setPreparePosition(String(from.prepare));
    all.setPosition(position);
  }
  return all;
}

function requestOf(options: ReadReq.Options): ReadReq {
  const request = new ReadReq();
  request.setOptions(options);
  return request;
}
