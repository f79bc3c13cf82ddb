/** What is wrong with a field, by its name in the contracts. */
export const fieldSentences: Readonly<Record<string, string>> = {
  email: 'This is not an e-mail address, like ada@example.com.',
  password: 'A password has 8 to 256 characters.',
  current: 'Enter your present password.',
  alias: 'A name has 1 to 60 characters that can be seen, without links, addresses, telephone numbers and < or >.',
  name: 'A name has 1 to 80 characters that can be seen, without links, addresses, telephone numbers and < or >.',
  slug: 'An address has 3 to 40 small letters, digits and hyphens, and is no word that this installation needs itself.',
  country: 'Choose a country.',
  timeZone: 'Choose a time zone.',
  number: 'This is not a phone number. Write it with its country code, as in +47 69 21 04 00.',
  label: 'Say it in 1 to 60 characters that can be seen.',
  code: 'A code has 6 digits.',
  company: 'Enter the name that invoices are made out to, in at most 120 characters.',
  street: 'Enter street and number, in at most 200 characters.',
  town: 'Enter the town, in at most 100 characters.',
  postalCode: 'This is not a postcode of the country.',
  taxId: 'This is not a tax id of the country.',
  invoicesTo: 'This is not an e-mail address, like invoices@example.com.',
  useCase: 'At most 500 characters that can be seen.',
  why: 'Say why, in 1 to 500 characters that can be seen.',
  reason: 'A reason has at most 500 characters.',
  roles: 'Choose at least one role.',
  permissions: 'Choose at least one permission.',
  expiresInDays: 'A key lives 1 to 365 days.',
  token: 'This link is not complete. Open it again from the mail.',
};

export const fieldSentence = (name: string): string => fieldSentences[name] ?? 'This is not in the expected form.';
