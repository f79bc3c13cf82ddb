import type { AnswerOf, CallOf, Route } from '@annals/contracts';
import { callOf } from '@annals/contracts';
import { ApiError, problemOf } from './problem';

interface How {
  /** The idempotency key. */
  readonly key: string;
  /** From 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/** A command with a large body, whose sender sees how far it is. It may take as long as it takes. */
export function upload<R extends Route>(route: R, asked: CallOf<R>, how: How): Promise<AnswerOf<R>> {
  const { method, path, body } = callOf(route, { ...asked });
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open(method, path);
    request.setRequestHeader('Content-Type', 'application/json');
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Idempotency-Key', how.key);
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      how.onProgress(total === 0 ? 0 : loaded / total);
    });
    request.addEventListener('error', () => {
      failed(new ApiError('OFFLINE', 0));
    });
    request.addEventListener('load', () => {
      void answered(route, request).then(done, failed);
    });
    request.send(JSON.stringify(body));
  });
}

async function answered<R extends Route>(route: R, { status, responseText }: XMLHttpRequest): Promise<AnswerOf<R>> {
  if (status >= 400) throw await problemOf(new Response(responseText, { status }));
  try {
    return (await route.answer?.parseAsync(JSON.parse(responseText))) as AnswerOf<R>;
  } catch (cause) {
    throw new ApiError('UNREADABLE', status, {}, { cause });
  }
}

/** A file in base64, as commands take it. */
export function base64Of(file: Blob): Promise<string> {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      const url = typeof reader.result === 'string' ? reader.result : '';
      done(url.slice(url.indexOf(',') + 1));
    });
    reader.addEventListener('error', () => {
      failed(new ApiError('UNREADABLE', 0, {}, { cause: reader.error }));
    });
    reader.readAsDataURL(file);
  });
}
