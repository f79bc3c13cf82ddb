/** What people choose from; the API takes any that it knows. */
const offered = [
  ...['ar', 'bg', 'bn', 'ca', 'cs', 'da', 'de', 'de-AT', 'de-CH', 'el', 'en', 'en-GB', 'en-US', 'es', 'es-419', 'et'],
  ...['fa', 'fi', 'fr', 'fr-CA', 'he', 'hi', 'hr', 'hu', 'id', 'it', 'ja', 'ko', 'lt', 'lv', 'ms', 'nb', 'nl', 'nn'],
  ...['pl', 'pt', 'pt-BR', 'ro', 'ru', 'sk', 'sl', 'sr', 'sv', 'th', 'tr', 'uk', 'ur', 'vi', 'zh-Hans', 'zh-Hant'],
];
const names = new Intl.DisplayNames('en', { type: 'language' });

/** As a list of choices takes them, the organization's own among them. */
export const languagesWith = (own: string): readonly { readonly value: string; readonly label: string }[] =>
  [...new Set([own, ...offered])]
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en'));

/** A first answer: what the reader's browser speaks, where it is among the choices. */
export const spokenHere = (): string =>
  [navigator.language, navigator.language.split('-')[0] ?? ''].find((tag) => offered.includes(tag)) ?? 'en';

/** "Norwegian Bokmål (Norway)" */
export const languageName = (tag: string): string => names.of(tag) ?? tag;
