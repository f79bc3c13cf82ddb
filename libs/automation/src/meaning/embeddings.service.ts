import type { Config } from '@annals/config';
import { CONFIG } from '@annals/platform';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';

/** The endpoint does not answer, or not so that it can be used; what was asked of it is not said here. */
export class EmbeddingsFailed extends Error {
  override readonly name = 'EmbeddingsFailed';
}

/** Longer than any answer to so many texts. */
const MOST_BYTES = 32 * 1024 * 1024;
const vector = z.array(z.number()).min(1).max(8_192);
const Answer = z.object({ data: z.array(z.object({ index: z.int(), embedding: vector })) });

/**
 * The endpoint that the operator named, by the protocol of OpenAI (`POST …/embeddings`). It is trusted as the rest of
 * the configuration is, so it may be in a private network; but it leads nowhere else.
 */
@Injectable()
export class EmbeddingsEndpoint {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'embeddings'>) {}

  /** What is asked, and where. */
  get named(): { readonly host: string; readonly model: string } | undefined {
    const { embeddings } = this.config;
    return embeddings && { host: new URL(embeddings.url).host, model: embeddings.model };
  }

  /** A vector for each text, all of one length. @throws EmbeddingsFailed */
  async vectorsOf(texts: readonly string[], withinMs: number): Promise<readonly (readonly number[])[]> {
    const { embeddings } = this.config;
    if (embeddings === undefined) throw new EmbeddingsFailed('No endpoint is named');
    const signal = AbortSignal.timeout(withinMs);
    try {
      const answer = await fetch(`${embeddings.url}/embeddings`, {
        method: 'POST',
        redirect: 'manual', // it is an answer like any other that is none
        signal,
        headers: {
          'content-type': 'application/json',
          ...(embeddings.key === undefined ? {} : { authorization: `Bearer ${embeddings.key}` }),
        },
        body: JSON.stringify({ model: embeddings.model, input: texts, encoding_format: 'float' }),
      });
      if (!answer.ok) throw new EmbeddingsFailed(`The endpoint answered ${answer.status}`);
      return vectorsIn(await bodyOf(answer), texts.length);
    } catch (error) {
      if (error instanceof EmbeddingsFailed) throw error;
      const why = signal.aborted ? `not within ${withinMs} ms` : causeOf(error);
      throw new EmbeddingsFailed(`The endpoint did not answer: ${why}`, { cause: error });
    }
  }
}

async function bodyOf({ body }: Response): Promise<string> {
  if (body === null) return '';
  const arriving: AsyncIterable<Uint8Array> = body;
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of arriving) {
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new EmbeddingsFailed('The endpoint answered too much');
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

function vectorsIn(body: string, count: number): readonly (readonly number[])[] {
  const { data } = Answer.safeParse(json(body)).data ?? {};
  const vectors = data?.toSorted((one, other) => one.index - other.index).filter(({ index }, at) => index === at);
  if (vectors?.length !== count || data?.length !== count)
    throw new EmbeddingsFailed('The endpoint answered no vector for each text');
  if (vectors.some(({ embedding }) => embedding.length !== vectors[0]?.embedding.length))
    throw new EmbeddingsFailed('The endpoint answered vectors of different lengths');
  return vectors.map(({ embedding }) => embedding);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new EmbeddingsFailed('The endpoint answered no JSON');
  }
}

/** What fetch says is in its cause: "unexpected redirect", "ECONNREFUSED". */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? ('code' in cause ? String(cause.code) : cause.message) : String(cause);
}
