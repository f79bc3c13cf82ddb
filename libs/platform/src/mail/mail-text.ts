import { unlinked } from '@annals/contracts';

/** Something of ours that stands in a mail as it is: a link, an instant, a word of the product. */
class OurOwn {
  constructor(private readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/** A link to us, or another text that no stranger typed. */
export function ours(text: string): OurOwn {
  return new OurOwn(text);
}

/**
 * A subject or a text of a mail. Only `mailText` makes one, so that no letter can be written in which a name becomes a
 * link (C2).
 */
export class MailText {
  private constructor(private readonly text: string) {}

  /** @param words what we say @param values what stands between it */
  static of(words: readonly string[], values: readonly (string | OurOwn | MailText)[]): MailText {
    const shown = values.map((value) => (typeof value === 'string' ? unlinked(value) : value.toString()));
    return new MailText(words.map((word, index) => `${word}${shown[index] ?? ''}`).join(''));
  }

  toString(): string {
    return this.text;
  }
}

/**
 * ``mailText`You are invited to ${name} at ${ours(link)}` ``: what others typed is put in as it may be mailed
 * (`unlinked`), what is `ours` as it is.
 */
export function mailText(words: TemplateStringsArray, ...values: readonly (string | OurOwn | MailText)[]): MailText {
  return MailText.of(words, values);
}
