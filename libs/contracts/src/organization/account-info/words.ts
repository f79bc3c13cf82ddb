/** What organizations do, with the words that people choose from. */
export const industryNames = {
  agriculture: 'Agriculture and food',
  construction: 'Construction and real estate',
  education: 'Education and research',
  energy: 'Energy and utilities',
  finance: 'Finance and insurance',
  health: 'Health and care',
  hospitality: 'Hotels, restaurants and travel',
  manufacturing: 'Manufacturing',
  media: 'Media and culture',
  professional_services: 'Professional services',
  public_sector: 'Public sector',
  retail: 'Retail and wholesale',
  software: 'Software and telecommunications',
  transport: 'Transport and logistics',
  other: 'Something else',
} as const;
export type Industry = keyof typeof industryNames;
export const industries = Object.keys(industryNames) as [Industry, ...Industry[]];

/** How many people work there. */
export const sizeNames = {
  p1_10: '1 to 10',
  p11_50: '11 to 50',
  p51_200: '51 to 200',
  p201_1000: '201 to 1,000',
  p1001_5000: '1,001 to 5,000',
  p5001: 'More than 5,000',
} as const;
export type Size = keyof typeof sizeNames;
export const sizes = Object.keys(sizeNames) as [Size, ...Size[]];
