/** A page of the audit log, as far as specs look at it. */
export interface Entries {
  readonly next: string | null;
  readonly items: readonly {
    readonly sequence: number;
    readonly actor: { readonly label: string };
    readonly sentence: readonly ({ readonly text: string } | { readonly label: string })[];
  }[];
}

/** An entry as people read it, with who did it. */
export const sentenceOf = ({ actor, sentence }: Entries['items'][number]): string =>
  `${actor.label} ${sentence.map((part) => ('text' in part ? part.text : part.label)).join('')}`;
