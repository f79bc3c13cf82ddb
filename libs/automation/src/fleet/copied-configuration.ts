/** What is in a version of a configuration, as JSON text, with the digest that it has of the copy. */
export interface CopiedConfiguration {
  readonly version: number;
  readonly text: string;
  readonly bytes: number;
  readonly digest: string;
}
