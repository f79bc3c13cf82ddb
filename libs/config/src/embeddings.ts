import { ConfigError } from './settings';
import type { Settings } from './variables';

/** The operator's own endpoint that says what texts are about, by the protocol of OpenAI. */
export interface Embeddings {
  /** Without a slash at its end; texts are posted to `<url>/embeddings`. */
  readonly url: string;
  readonly model: string;
  readonly key: string | undefined;
}

/**
 * Where texts of knowledge go to be searched by meaning; nowhere unless the operator names it, and then of those
 * organizations alone that allow it.
 * @throws ConfigError with a sentence for each thing that is missing
 */
export function embeddingsOf({
  ANNALS_EMBEDDINGS_URL: url,
  ANNALS_EMBEDDINGS_MODEL: model,
  ANNALS_EMBEDDINGS_KEY: key,
}: Settings): Embeddings | undefined {
  if (url === undefined && model === undefined && key === undefined) return undefined;
  const problems: string[] = [];
  if (url === undefined) problems.push('ANNALS_EMBEDDINGS_URL is missing: it says where texts go.');
  if (model === undefined) problems.push('ANNALS_EMBEDDINGS_MODEL is missing: ANNALS_EMBEDDINGS_URL is asked for it.');
  if (url === undefined || model === undefined) throw new ConfigError(problems);
  return { url, model, key };
}
