/**
 * A part of the house whose specs speak of nothing but itself and what it rests on. They take minutes, and a feature
 * elsewhere changes none of it: so they run when these files changed since they last passed.
 */
declare interface Part {
  /** The Jest project of its specs. */
  readonly name: string;
  readonly what: string;
  readonly folders: readonly string[];
  /** A regular expression of the paths of its spec files. */
  readonly specs: string;
  /** They use the installation that all end-to-end specs share. */
  readonly shared?: boolean;
}
declare const parts: readonly Part[];
declare namespace parts {
  export type { Part };
}
export = parts;
