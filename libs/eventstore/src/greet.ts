import { readFileSync } from 'node:fs';
import { connect, type SecureClientSessionOptions } from 'node:http2';
import { createSecureContext } from 'node:tls';

const PATIENCE_MS = 5000;
const PORT = 2113;

/** How a server is spoken to; undefined: without TLS. */
type Tls = SecureClientSessionOptions | undefined;

/** Whether an event store can be spoken to as its connection string says. */
export interface Greeting {
  /** One of its nodes answered. */
  readonly reached: boolean;
  /** As they are written, e.g. `node1:2113`. */
  readonly nodes: readonly string[];
  /** Where TLS or a certificate is why none answered: a sentence that says what to write instead. */
  readonly why?: string | undefined;
}

/** Nothing was said within the patience. */
class Silence extends Error {}

/**
 * Says the first word of HTTP/2 to the nodes of an event store, as its connection string says, and waits for theirs:
 * what gRPC itself repeats without a word to anybody, a server that speaks TLS or one whose certificate is not
 * accepted, is found out at once.
 * @param where what the connection string is called in the sentence
 */
export async function greet(connectionString: string, where = 'ANNALS_EVENTSTORE_URL'): Promise<Greeting> {
  const [authority = '', query = ''] = connectionString
    .trim()
    .replace(/^[^:]+:\/\//, '')
    .replace(/^[^/?]*@/, '')
    .split('?');
  const nodes = authority.split('/')[0]?.split(',') ?? [];
  let tls: Tls;
  try {
    tls = tlsOf(query);
  } catch (cause) {
    return {
      reached: false,
      nodes,
      why: `A certificate that ${where} names can't be read (${cause instanceof Error ? cause.message : String(cause)}): correct the name of its file there.`,
    };
  }
  const reached = new AbortController();
  // all at once: a node that is silent costs no more than all of them
  const attempts = nodes.map((node) => ({ node, failed: tried(node, tls, reached.signal) }));
  const answered = attempts.map(({ failed }) =>
    failed.then((failure) => {
      if (failure) throw failure;
    }),
  );
  if (
    await Promise.any(answered).then(
      () => true,
      () => false,
    )
  ) {
    reached.abort(); // who still waits for a silent node would keep the process
    return { reached: true, nodes };
  }
  const whys = await Promise.all(
    attempts.map(async ({ node, failed }) => explained(node, { tls, failure: await failed, where })),
  );
  return { reached: false, nodes, why: whys.find((why) => why !== undefined) };
}

/**
 * The names of options are read as db-client reads them: in any case, with `-` or `_` or without. @throws Error when a
 * file can't be read or holds something else
 */
function tlsOf(query: string): Tls {
  const options = new Map(
    query.split('&').map((option) => {
      const [key = '', value = ''] = option.split('=');
      return [key.toLowerCase().replace(/[_-]/g, ''), decodeURIComponent(value.trim())];
    }),
  );
  const file = (name: string): Buffer | undefined => {
    const path = options.get(name);
    return path === undefined ? undefined : readFileSync(path);
  };
  return options.get('tls') === 'false'
    ? undefined
    : {
        secureContext: createSecureContext({
          ca: file('tlscafile'),
          cert: file('usercertfile'),
          key: file('userkeyfile'),
        }),
      };
}

/** Nobody was met there at all: what a second try finds, a moment later, says nothing about this one. */
const NOBODY = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT']);
const isNobody = (failure: Error): boolean =>
  failure instanceof Silence || ('code' in failure && NOBODY.has(String(failure.code)));

/** What another way of speaking shows about a failure; undefined where nothing answers to that either. */
async function explained(
  node: string,
  { tls, failure, where }: { readonly tls: Tls; readonly failure: Error | undefined; readonly where: string },
): Promise<string | undefined> {
  if (failure === undefined || isNobody(failure)) return undefined;
  const answers = async (way: Tls): Promise<boolean> => (await tried(node, way)) === undefined;
  if (await answers({ ...tls, rejectUnauthorized: false })) {
    return tls === undefined
      ? `The event store at ${node} speaks TLS, and ${where} says tls=false: write tls=true there, and tlsCAFile=<file> beside it when no known authority has signed its certificate.`
      : `The certificate of the event store at ${node} is not accepted (${reasonOf(failure)}): ${remedy(failure, where)}`;
  }
  return tls !== undefined && (await answers(undefined))
    ? `The event store at ${node} speaks no TLS: write tls=false in ${where}.`
    : undefined;
}

/** Without the advice of Node for who wrote the program. */
const reasonOf = ({ message }: Error): string => message.split(';')[0] ?? message;

function remedy(failure: Error, where: string): string {
  const code = 'code' in failure ? failure.code : undefined;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return `write a host that it was made for in ${where}.`;
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') return 'the server needs one that is valid today.';
  return `name the certificate of the authority that signed it with tlsCAFile=<file> in ${where}.`;
}

/** Undefined as soon as the node has said its first word, its HTTP/2 settings; else why it has not. */
function tried(node: string, tls: Tls, given?: AbortSignal): Promise<Error | undefined> {
  return new Promise<Error | undefined>((resolve) => {
    const session = connect(`${tls ? 'https' : 'http'}://${/:\d+$/.test(node) ? node : `${node}:${PORT}`}`, tls); // what is no address is thrown here, and a failure like any other
    const end = (failure?: Error): void => {
      clearTimeout(timer);
      session.destroy();
      resolve(failure);
    };
    const timer = setTimeout(end, PATIENCE_MS, new Silence(`nothing was said for ${PATIENCE_MS / 1000} s`));
    given?.addEventListener(
      'abort',
      () => {
        end(new Silence('another node answered'));
      },
      { once: true },
    );
    session.once('remoteSettings', () => {
      end();
    });
    session.on('error', end);
    session.once('close', () => {
      end(new Error('the connection was closed'));
    });
  }).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
}
