import type { MantineColorsTuple } from '@mantine/core';

/**
 * Ten shades of each colour, light to dark. The shades that tokens name are at 3 (dark scheme) and 7 (light scheme).
 */
export const ink: MantineColorsTuple = [
  '#f7f7f4',
  '#f4f4f0',
  '#e6e6e1',
  '#d5d5ce',
  '#b0b0a7',
  '#85857c',
  '#686860',
  '#56564f',
  '#2b2c29',
  '#191a17',
];
/** Mantine's own ramp of the dark scheme: text first, deepest surface last. */
export const dark: MantineColorsTuple = [
  '#edede8',
  '#b0b0a7',
  '#96968d',
  '#7a7b74',
  '#3a3b37',
  '#2b2c29',
  '#1f201e',
  '#181917',
  '#131412',
  '#121311',
];
export const lapis: MantineColorsTuple = [
  '#eef1fd',
  '#dfe5fb',
  '#c3cdf8',
  '#a3b4f6',
  '#7c92ec',
  '#5a73de',
  '#4058c6',
  '#2f47b0',
  '#27397f',
  '#1d2242',
];
export const verdigris: MantineColorsTuple = [
  '#e7f4ee',
  '#cfe9dd',
  '#a4d3bd',
  '#74bf9e',
  '#4e9e7f',
  '#2f7d5f',
  '#1f6f52',
  '#146347',
  '#0f4a35',
  '#12271f',
];
export const vermilion: MantineColorsTuple = [
  '#fdeeeb',
  '#fadcd6',
  '#f6b8ac',
  '#f28d7c',
  '#ef7460',
  '#c93c26',
  '#b8321e',
  '#a82c1a',
  '#7d2113',
  '#35150f',
];
export const ochre: MantineColorsTuple = [
  '#fbf1da',
  '#f6e3b5',
  '#f0d288',
  '#e8bd5f',
  '#c99a35',
  '#a67a1b',
  '#87610f',
  '#724e06',
  '#4f3604',
  '#2b2109',
];
export const plum: MantineColorsTuple = [
  '#f6eefb',
  '#ead9f4',
  '#d9bdea',
  '#c9a2e0',
  '#b184cf',
  '#8a55ad',
  '#7a479c',
  '#6b3c8c',
  '#4e2b67',
  '#2a1a36',
];
