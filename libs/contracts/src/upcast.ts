import type { Erased } from '@annals/kernel';

/** An event as it was stored, opened: what an upcast takes and gives. Its sealed parts may be erased. */
export interface StoredForm {
  readonly type: string;
  /** Version of the schema that it was written with. */
  readonly version: number;
  readonly data: object;
  readonly personal?: object | Erased;
  readonly text?: object | Erased;
}

/** One pure step from a released version to the next one, or to the type that replaced it. It never reads a clock. */
export type Upcast = (event: StoredForm) => StoredForm;
