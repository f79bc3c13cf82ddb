import { randomUUID } from 'node:crypto';
import { brokenPromise } from './promised';

/** An answer of the API as tests look at it. */
export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
  readonly text: string;
}

export interface Options {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A request that met a connection which the server was just giving up is sent again, as RFC 9110 (15.5.9) has clients do:
 * reading a large spec holds this process for longer than a connection may say nothing. Commands carry their key.
 */
async function repeated(url: string, request: RequestInit): Promise<Response> {
  const first = await fetch(url, request).catch((error: unknown) => {
    if (error instanceof TypeError && Reflect.get(Object(error.cause), 'code') === 'UND_ERR_SOCKET') return undefined;
    throw error;
  });
  return first === undefined || first.status === 408 ? fetch(url, request) : first;
}

/**
 * Who speaks to the API: keeps its cookie (or key) and the position of its last command, which reads wait for. An answer
 * that breaks the promise of its route (`libs/contracts`) is an error, whatever a spec makes of it.
 */
export class Client {
  private cookie: string | undefined;
  private position: string | undefined;

  constructor(
    private readonly url: string,
    private readonly key?: string,
  ) {}

  get<Body = Record<string, unknown>>(path: string, options: Options = {}): Promise<Answer<Body>> {
    return this.send('GET', path, {
      ...options,
      headers: { ...(this.position === undefined ? {} : { 'min-position': this.position }), ...options.headers },
    });
  }

  /** A command, with an Idempotency-Key of its own unless the options name one. */
  post<Body = Record<string, unknown>>(
    path: string,
    body: unknown = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer<Body>> {
    return this.send('POST', path, { body, headers: { 'idempotency-key': randomUUID(), ...headers } });
  }

  /** Reads of this client wait for what another one wrote. */
  seeing(position: string): this {
    if (this.position === undefined || BigInt(position) > BigInt(this.position)) this.position = position;
    return this;
  }

  /** Opens a stream of server-sent events. `until` gives everything heard so far as soon as it matches, and closes. */
  async listen(path: string): Promise<{ until(pattern: RegExp): Promise<string> }> {
    const response = await fetch(`${this.url}${path}`, {
      headers: {
        accept: 'text/event-stream',
        ...(this.cookie === undefined ? {} : { cookie: this.cookie }),
        ...(this.key === undefined ? {} : { authorization: `Bearer ${this.key}` }),
      },
    });
    if (!response.ok || !response.body) throw new Error(`${path} answered ${response.status}`);
    const chunks = response.body.pipeThrough(new TextDecoderStream());
    return {
      async until(pattern) {
        let heard = '';
        for await (const chunk of chunks) {
          heard += chunk;
          if (pattern.test(heard)) return heard;
        }
        throw new Error(`The stream ended without ${String(pattern)}: ${heard}`);
      },
    };
  }

  async send<Body = Record<string, unknown>>(
    method: string,
    path: string,
    { body, headers }: Options = {},
  ): Promise<Answer<Body>> {
    const response = await repeated(`${this.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.cookie === undefined ? {} : { cookie: this.cookie }),
        ...(this.key === undefined ? {} : { authorization: `Bearer ${this.key}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const cookie = response.headers.get('set-cookie');
    if (cookie !== null) this.cookie = cookie.split(';')[0];
    const parsed = parse(text, response.headers.get('content-type') ?? '');
    const broken = brokenPromise(method, path, { status: response.status, code: parsed['code'] });
    if (broken !== undefined) throw new Error(`${broken}, which its contract does not promise: ${text}`);
    if (typeof parsed.position === 'string') this.seeing(parsed.position);
    return { status: response.status, headers: response.headers, body: parsed as Body, text };
  }
}

function parse(text: string, type: string): Record<string, unknown> {
  if (!/^application\/(problem\+)?json/.test(type) || !text.startsWith('{')) return {};
  return JSON.parse(text) as Record<string, unknown>;
}
